"""The map of the course."""

from collections.abc import Callable
from itertools import pairwise

from matplotlib.figure import Figure

from lib.plots.canvas import Canvas
from lib.plots.style import BLUE, GREEN, GREY, INK, OCHRE, PAPER, PLUM, VERMILLION

PARTS = (
    (
        "1  From text to vectors",
        "one-hot vectors · tokens · alignment ·\nembeddings · logistic regression",
        BLUE,
    ),
    (
        "2  Simple RNN",
        "why recurrence · forward · backward ·\nsentiment · what it forgets · looking left",
        VERMILLION,
    ),
    ("3  LSTM and GRU", "the conveyor belt · by hand · as a layer ·\nGRU · why it remembers", GREEN),
    ("4  Better recurrent networks", "stacked · bidirectional · pretraining ·\ntagging · a recipe", PLUM),
    ("5  Language models", "what they are · sampling · characters ·\ngenerating text · names", OCHRE),
)


def course_map() -> Figure:
    """The five parts from top to bottom, each with a small picture of its idea and its lessons.

    Returns:
        The figure.
    """
    step = 74.0
    c = Canvas()
    icons = (_one_hot, _chain, _belt, _stack, _generator)
    for k, ((title, lessons, colour), icon) in enumerate(zip(PARTS, icons, strict=True)):
        y = 33 + k * step
        frame = c.box(52, y, 102, 60, colour=colour, corner=6)
        icon(c, 52, y, colour)
        c.label(118, y - 19, title, ha="left", weight="bold", fontsize=12.5)
        c.label(118, y + 10, lessons, ha="left", fontsize=11, linespacing=1.35)
        if k + 1 < len(PARTS):
            c.arrow(frame.bottom, (52, y + step - 30), colour=GREY)
    return c.done()


Icon = Callable[[Canvas, float, float, str], None]


def _one_hot(c: Canvas, x: float, y: float, colour: str) -> None:
    fills = [[colour if j == hot else PAPER for j in range(5)] for hot in (1, 3, 0)]
    c.cells(x - 35, y - 21, [[""] * 5] * 3, w=14, h=14, fills=fills)


def _chain(c: Canvas, x: float, y: float, colour: str) -> None:
    nodes = [c.circle(x + d, y - 4, 10, colour=colour, fill=PAPER) for d in (-34, 0, 34)]
    for left, right in pairwise(nodes):
        c.arrow(left.right, right.left, colour=INK)
    for node in nodes:
        c.arrow((node.x, y + 25), node.bottom, colour=INK)


def _belt(c: Canvas, x: float, y: float, colour: str) -> None:
    c.arrow((x - 46, y - 14), (x + 46, y - 14), colour=colour, width=3)
    for d, sign in ((-26, "×"), (4, "+")):
        gate = c.circle(x + d, y - 14, 8, sign, colour=colour, fill=PAPER)
        c.arrow((x + d, y + 22), gate.bottom)
    c.arrow((x + 30, y - 12), (x + 30, y + 22))


def _stack(c: Canvas, x: float, y: float, colour: str) -> None:
    for row, (a, b) in ((-12, (0, 1)), (14, (1, 0))):
        nodes = [c.circle(x + d, y + row, 8, colour=colour, fill=PAPER) for d in (-32, 0, 32)]
        for left, right in pairwise(nodes):
            ends = (left.right, right.left)
            c.arrow(ends[a], ends[b])


def _generator(c: Canvas, x: float, y: float, colour: str) -> None:
    for d, letter in ((-30, "t"), (0, "e"), (30, "x")):
        c.box(x + d, y + 12, 20, 20, letter, colour=colour, fill=PAPER)
        if d < 30:
            c.arrow((x + d + 2, y), (x + d + 28, y), bend=-0.7, colour=INK)
