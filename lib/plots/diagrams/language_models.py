"""Drawings for part 5: the probability of a sentence, and a network that gives each next word one."""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from lib.plots.canvas import SMALL, WIDTH, Canvas
from lib.plots.style import BLUE, GREY, VERMILLION


def chain_rule(words: Sequence[str], probabilities: Sequence[float]) -> Figure:
    """A sentence as a row of words, each with its probability given all words before it.

    Args:
        words: The words, `T` of them; the last may be "<eos>".
        probabilities: `T` numbers, that of word t given words 1 to t-1.

    Returns:
        The figure.

    Raises:
        ValueError: If there is no word, or another number of probabilities.
    """
    if not words or len(words) != len(probabilities):
        raise ValueError(
            f"give one probability for each word: {len(words)} words, {len(probabilities)} probabilities"
        )
    c = Canvas()
    pitch = WIDTH / len(words)
    xs = [pitch * (i + 0.5) for i in range(len(words))]
    for i, (x, word, probability) in enumerate(zip(xs, words, probabilities, strict=True)):
        colour = GREY if word.startswith("<") else BLUE
        c.box(x, 70, pitch - 10, 28, word, colour=colour, size=SMALL + 0.5)
        c.label(x, 34, f"{probability:.2g}", weight="bold")
        c.arrow((x, 44), (x, 56), head=False, colour=GREY)
        if i + 1 < len(words):
            c.label(x + pitch / 2, 34, "×")
    total = 1.0
    for probability in probabilities:
        total *= probability
    c.label(WIDTH / 2, 8, f"Pr(sentence) = {total:.2g}", weight="bold", color=VERMILLION)
    if len(words) > 2:
        c.brace(xs[0] - pitch / 2 + 5, xs[-2] + pitch / 2 - 5, 88, f"what {words[-1]} is given")
    return c.done()


def next_words(words: Sequence[str]) -> Figure:
    """A recurrent network that reads a sentence and, at each step, is asked for the next word.

    Args:
        words: The words of a short sentence, at least two.

    Returns:
        The figure.

    Raises:
        ValueError: If there are fewer than two words.
    """
    if len(words) < 2:
        raise ValueError(f"a sentence of at least two words is needed, got {list(words)}")
    c = Canvas()
    pitch = WIDTH / (len(words) + 1)
    xs = [pitch * (i + 0.5) for i in range(len(words) + 1)]
    asked, read = [*words, "<eos>"], ["zeros", *words]
    states = [c.circle(x, 92, 15, f"$h_{t}$", colour=BLUE) for t, x in enumerate(xs, 1)]
    for x, state, target, seen in zip(xs, states, asked, read, strict=True):
        c.box(x, 30, pitch - 8, 26, target, colour=VERMILLION, size=SMALL)
        c.box(x, 154, pitch - 8, 26, seen, colour=GREY, size=SMALL)
        c.arrow(state.top, (x, 43))
        c.arrow((x, 141), state.bottom)
    for before, after in pairwise(states):
        c.arrow(before.right, after.left)
    c.label(WIDTH / 2, 6, "asked for, at each step", fontsize=SMALL)
    c.label(WIDTH / 2, 178, "read", fontsize=SMALL)
    return c.done()
