"""The few shapes that every drawing of the course is made of.

Lengths are in points (72 to the inch), the origin is the upper left corner and y grows downwards, so that a
drawing is laid out in the order in which it is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle
from matplotlib.transforms import Bbox

from lib.plots import style

WIDTH = 72 * style.WIDTH
TEXT = 12.0
SMALL = 10.5
"""Least size of letters in a drawing of full width; smaller ones cannot be read on a phone."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """Something drawn, with the places where arrows may begin and end."""

    x: float
    y: float
    w: float
    h: float

    @property
    def left(self) -> Point:
        """Middle of the left edge."""
        return (self.x - self.w / 2, self.y)

    @property
    def right(self) -> Point:
        """Middle of the right edge."""
        return (self.x + self.w / 2, self.y)

    @property
    def top(self) -> Point:
        """Middle of the upper edge."""
        return (self.x, self.y - self.h / 2)

    @property
    def bottom(self) -> Point:
        """Middle of the lower edge."""
        return (self.x, self.y + self.h / 2)


class Canvas:
    """A drawing in progress; `done` gives the figure, as large as what was drawn on it."""

    def __init__(self) -> None:
        self._figure = style.new_figure(1, 1)
        self._figure.set_layout_engine("none")
        self.ax = self._figure.add_axes((0, 0, 1, 1))
        self.ax.set(xlim=(0, 72), ylim=(72, 0))  # one unit is one point, before and after `done`
        self.ax.axis("off")

    def done(self) -> Figure:
        """The finished figure, cut to what is on it.

        Returns:
            The figure.
        """
        self._figure.draw_without_rendering()
        boxes = [artist.get_window_extent() for artist in (*self.ax.patches, *self.ax.lines, *self.ax.texts)]
        scale = 72 / self._figure.dpi
        x0, y0, x1, y1 = (value * scale for value in Bbox.union(boxes).extents)
        self._figure.set_size_inches((x1 - x0 + 4) / 72, (y1 - y0 + 4) / 72)
        self.ax.set(xlim=(x0 - 2, x1 + 2), ylim=(72 - y0 + 2, 72 - y1 - 2))
        return self._figure

    def label(self, x: float, y: float, text: str, **kwargs: Any) -> None:
        """Writes text centred at `(x, y)`; `kwargs` go to Matplotlib's `text`."""
        defaults = {"ha": "center", "va": "center", "fontsize": TEXT, "color": style.INK}
        self.ax.text(x, y, text, **{**defaults, **kwargs})

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        text: str = "",
        *,
        colour: str = style.INK,
        fill: str | None = None,
        corner: float = 4.0,
        size: float = TEXT,
        dashed: bool = False,
    ) -> Node:
        """A rectangle around `(x, y)` with text in it, filled with the companion of `colour` or `fill`."""
        shape = FancyBboxPatch(
            (x - w / 2, y - h / 2),
            w,
            h,
            boxstyle=f"round,pad=0,rounding_size={corner}",
            facecolor=fill or style.TINTS.get(colour, style.PAPER),
            edgecolor=colour,
            linewidth=1.2,
            linestyle=(0, (3, 2)) if dashed else "-",
            zorder=2,
        )
        self.ax.add_patch(shape)
        if text:
            self.label(x, y, text, fontsize=size, zorder=3)
        return Node(x, y, w, h)

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        text: str = "",
        *,
        colour: str = style.INK,
        fill: str | None = None,
    ) -> Node:
        """A circle around `(x, y)` with text in it, coloured as a box is."""
        face = fill or style.TINTS.get(colour, style.PAPER)
        self.ax.add_patch(Circle((x, y), r, facecolor=face, edgecolor=colour, linewidth=1.2, zorder=2))
        if text:
            self.label(x, y, text, zorder=3)
        return Node(x, y, 2 * r, 2 * r)

    def arrow(
        self,
        start: Point,
        end: Point,
        text: str = "",
        *,
        colour: str = style.INK,
        bend: float = 0.0,
        dashed: bool = False,
        width: float = 1.3,
        head: bool = True,
        shift: Point = (0, -9),
        size: float = TEXT,
    ) -> None:
        """An arrow with text at `shift` from its middle; `bend` curves it, `head=False` makes it a line."""
        self.ax.add_patch(
            FancyArrowPatch(
                start,
                end,
                arrowstyle="-|>,head_length=5,head_width=2.6" if head else "-",
                connectionstyle=f"arc3,rad={bend}",
                color=colour,
                linewidth=width,
                linestyle=(0, (3, 2)) if dashed else "-",
                shrinkA=1.5 if head else 0,
                shrinkB=1.5 if head else 0,
                mutation_scale=1,
                zorder=2.5,
            )
        )
        if text:
            middle = ((start[0] + end[0]) / 2 + shift[0], (start[1] + end[1]) / 2 + shift[1])
            self.label(*middle, text, color=colour, fontsize=size, zorder=4)

    def path(self, points: Sequence[Point], *, colour: str = style.INK, dashed: bool = False) -> None:
        """An arrow along straight pieces."""
        xs, ys = zip(*points[:-1], strict=True)
        line = (0, (3, 2)) if dashed else "-"
        self.ax.plot(xs, ys, color=colour, linewidth=1.3, linestyle=line, solid_capstyle="round", zorder=2.5)
        self.arrow(points[-2], points[-1], colour=colour, dashed=dashed)

    def cells(
        self,
        x: float,
        y: float,
        rows: Sequence[Sequence[str]],
        *,
        w: float,
        h: float,
        fills: Sequence[Sequence[str]] | None = None,
        size: float = SMALL,
    ) -> Node:
        """A grid of cells with its upper left corner at `(x, y)`: vectors, matrices, batches."""
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                fill = fills[i][j] if fills else style.PAPER
                corner = (x + j * w, y + i * h)
                self.ax.add_patch(
                    Rectangle(corner, w, h, facecolor=fill, edgecolor=style.GREY, lw=0.8, zorder=2)
                )
                if text:
                    self.label(x + (j + 0.5) * w, y + (i + 0.5) * h, text, fontsize=size, zorder=3)
        width, height = w * max(map(len, rows)), h * len(rows)
        return Node(x + width / 2, y + height / 2, width, height)

    def brace(
        self, x0: float, x1: float, y: float, text: str, *, below: bool = True, size: float = SMALL
    ) -> None:
        """A bracket over the stretch from `x0` to `x1`, opening away from the text."""
        d = 5 if below else -5
        xs, ys = (x0 + 1, x0 + 1, x1 - 1, x1 - 1), (y, y + d, y + d, y)
        self.ax.plot(xs, ys, color=style.GREY, linewidth=1.0, zorder=2)
        self.label((x0 + x1) / 2, y + 2.6 * d, text, fontsize=size)
