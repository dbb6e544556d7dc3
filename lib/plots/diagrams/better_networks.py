"""Drawings for part 4: stacked and bidirectional networks."""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from lib.plots.canvas import Canvas, Node
from lib.plots.diagrams.simple_rnn import INPUT, LOSS, OUTPUT, STATE
from lib.plots.style import GREY, PAPER, PLUM, TINTS, for_words, plain

LAYER_1, LAYER_2 = STATE, PLUM


def stacked_layers(words: Sequence[str] = ("not", "bad", "!")) -> Figure:
    """A second layer that reads all states of the first, and one that is given only the last.

    Args:
        words: The sentence, 2 to 3 words.

    Returns:
        The figure.

    Raises:
        ValueError: If there are not 2 to 3 words.
    """
    if not 2 <= len(words) <= 3:
        raise ValueError(f"words must be 2 to 3, got {len(words)}")
    c = Canvas()
    below = _first_layer(c, words, x0=0.0)
    above = [_state(c, state.x, 82, f"$h_{t}^{{[2]}}$", LAYER_2) for t, state in enumerate(below, 1)]
    for lower, upper in zip(below, above, strict=True):
        c.arrow(lower.top, upper.bottom)
    _chain(c, above)
    answer = _state(c, above[-1].x, 20, r"$\hat{y}$", OUTPUT)
    c.arrow(above[-1].top, answer.bottom)
    c.label(below[0].x - 18, 246, "return_sequences=True", ha="left", fontsize=11)

    below = _first_layer(c, words, x0=212.0)
    for state in below[:-1]:
        c.circle(state.x, 82, 17, colour=GREY, fill=PAPER)
        c.label(state.x, 82, "?", fontsize=15, color=GREY, zorder=4)
    last = c.circle(below[-1].x, 82, 17, colour=GREY, fill=PAPER)
    c.arrow(below[-1].top, last.bottom)
    c.label(last.x, 82, "×", fontsize=20, weight="bold", color=for_words(LOSS), zorder=4)
    c.label(below[0].x - 18, 30, "no steps left\nthat layer 2 could read", ha="left", fontsize=11)
    c.label(below[0].x - 18, 246, "return_sequences=False", ha="left", fontsize=11)
    return c.done()


def _first_layer(c: Canvas, words: Sequence[str], x0: float) -> list[Node]:
    states = []
    for t, word in enumerate(words, 1):
        x = x0 + 22 + 62 * (t - 1)
        slot = c.box(x, 212, 48, 24, plain(word), colour=INPUT)
        states.append(_state(c, x, 148, f"$h_{t}^{{[1]}}$", LAYER_1))
        c.arrow(slot.top, states[-1].bottom)
    _chain(c, states)
    return states


def last_states(words: Sequence[str] = ("Teddy", "bears", "are", "cute")) -> Figure:
    """Where the last states of the two directions stand: at the last word, and at the first.

    Args:
        words: The sentence, 2 to 5 words.

    Returns:
        The figure.

    Raises:
        ValueError: If there are not 2 to 5 words.
    """
    if not 2 <= len(words) <= 5:
        raise ValueError(f"words must be 2 to 5, got {len(words)}")
    c = Canvas()
    gap = 320 / len(words)
    right, left = [], []
    for t, word in enumerate(words):
        x, first, last = 54 + gap * (t + 0.5), t == 0, t == len(words) - 1
        right.append(c.circle(x + 14, 92, 13, colour=PLUM, fill=None if first else PAPER))
        left.append(c.circle(x - 14, 146, 13, colour=STATE, fill=None if last else PAPER))
        slot = c.box(x, 204, min(gap - 10, 66), 26, plain(word), colour=INPUT)
        c.arrow((x - 14, slot.top[1]), left[-1].bottom)
        c.arrow((x + 14, slot.top[1]), right[-1].bottom)
    _chain(c, left)
    for earlier, later in pairwise(right):
        c.arrow(later.left, earlier.right)
    joined = c.cells(150, 4, [["", ""]], w=76, h=28, fills=[[TINTS[STATE], TINTS[PLUM]]])
    c.label(188, 18, r"$\overrightarrow{h}_T$", zorder=4)
    c.label(264, 18, r"$\overleftarrow{h}_1$", zorder=4)
    for end, level, x in ((left[-1], 64, 188), (right[0], 50, 264)):
        colour = STATE if end is left[-1] else PLUM
        c.path([end.top, (end.x, level), (x, level), (x, joined.bottom[1])], colour=colour)
    c.label(0, 92, "from\nthe right", ha="left", fontsize=11, color=for_words(PLUM))
    c.label(0, 146, "from\nthe left", ha="left", fontsize=11, color=for_words(STATE))
    return c.done()


def _state(c: Canvas, x: float, y: float, text: str, colour: str) -> Node:
    return c.circle(x, y, 17, text, colour=colour)


def _chain(c: Canvas, states: Sequence[Node]) -> None:
    for left, right in pairwise(states):
        c.arrow(left.right, right.left)
