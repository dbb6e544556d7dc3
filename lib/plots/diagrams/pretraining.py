"""Drawings for lessons 4.3 and 4.5: an embedding kept for a second network, and what to try first."""

from itertools import pairwise

from matplotlib.figure import Figure

from lib.plots.canvas import SMALL, Canvas, Node
from lib.plots.style import BLUE, GREEN, GREY, OCHRE, VERMILLION


def kept_embedding() -> Figure:
    """Two networks side by side; the table of word vectors of the first is kept for the second.

    Returns:
        The figure.
    """
    c = Canvas()
    first = _network(
        c, 80, ("many reviews,", "no labels"), "the acting was ___ .", "which word is missing?", BLUE
    )
    second = _network(c, 316, ("few reviews,", "with labels"), "a film to forget .", "liked it?", GREEN)
    c.arrow(first.right, second.left, colour=VERMILLION, width=2.0)
    c.label(198, first.y - 14, "kept", fontsize=SMALL)
    return c.done()


def _network(c: Canvas, x: float, source: tuple[str, str], text: str, question: str, colour: str) -> Node:
    """One network from its text, below, to its question, above; returns the table of vectors."""
    w = 150.0
    read = c.box(x, 172, w, 26, text, colour=GREY)
    vectors = c.box(x, 122, w, 30, "word vectors $P$", colour=VERMILLION)
    top = c.box(x, 72, w, 26, "mean and one layer", colour=colour)
    for line, words in enumerate(source):
        c.label(x, 200 + 15 * line, words)
    c.arrow(read.top, vectors.bottom)
    c.arrow(vectors.top, top.bottom)
    c.arrow(top.top, (x, 36))
    c.label(x, 24, question, weight="bold")
    return vectors


_STEPS = (
    ("the usual answer", "what is there to beat?", GREY),
    ("words and pairs, linear", "seconds; order over two words", GREY),
    ("one LSTM", "order over the whole text", BLUE),
    ("its vectors learned before", "text without labels", VERMILLION),
    ("layers, directions, units", "if the data allow", OCHRE),
)


def recipe_steps() -> Figure:
    """What to try, from cheap to dear, each beside what it adds.

    Returns:
        The figure.
    """
    c = Canvas()
    boxes = [
        c.box(100, 16 + 46 * i, 190, 28, name, colour=colour) for i, (name, _, colour) in enumerate(_STEPS)
    ]
    for box, (_, adds, _) in zip(boxes, _STEPS, strict=True):
        c.label(box.right[0] + 14, box.y, adds, ha="left", fontsize=SMALL + 0.5)
    for above, below in pairwise(boxes):
        c.arrow(above.bottom, below.top)
    return c.done()
