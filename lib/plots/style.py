"""One look for every figure of the course.

Figures are SVG on white. The site turns them dark with `filter: invert(1) hue-rotate(180deg)`, which reverses
lightness and keeps hue, so every colour here is chosen to be read on both grounds and by colour-blind readers
(`tests/lib/test_plots_style.py` measures it).
"""

from io import StringIO
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

INK = "#1f1f1f"
GREY = "#6b6b6b"
PALE = "#d9d9d9"
PAPER = "#ffffff"

BLUE = "#0072b2"
VERMILLION = "#d55e00"
GREEN = "#009e73"
PURPLE = "#b5548c"
ORANGE = "#b87a00"
SKY = "#3a9bd6"

PALETTE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
"""Order in which series take their colours; based on Okabe and Ito (2008), "Color universal design"."""

TINTS = {
    BLUE: "#cde4f4",
    VERMILLION: "#f9d9c3",
    GREEN: "#c9e9de",
    PURPLE: "#f0d7e5",
    ORANGE: "#f5e3bd",
    SKY: "#d6ecf9",
    GREY: "#ececec",
}
"""A pale companion of each colour, for areas behind words."""

LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P")

WIDTH = 5.6
"""Width of a figure in inches: at 12 points its letters are still near 10 pixels high on a phone."""
HEIGHT = 3.3

SEQUENTIAL = LinearSegmentedColormap.from_list("course", ["#ffffff", "#9ecae9", "#2f86c1", "#08456e"])
"""For values from nothing to much: white to dark blue."""
DIVERGING = LinearSegmentedColormap.from_list(
    "course_diverging", ["#a63d00", "#d55e00", "#f6c3a0", "#ffffff", "#a3cfee", "#0072b2", "#00466e"]
)
"""For values with a sign: vermillion below zero, white at zero, blue above."""

_RC: dict[Any, Any] = {
    "figure.figsize": (WIDTH, HEIGHT),
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.constrained_layout.use": True,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with Matplotlib: the same picture on every machine
    "mathtext.fontset": "dejavusans",
    "font.size": 12.0,
    "axes.titlesize": 12.0,
    "axes.labelsize": 12.0,
    "xtick.labelsize": 11.0,
    "ytick.labelsize": 11.0,
    "legend.fontsize": 11.0,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.grid": False,
    "axes.axisbelow": True,
    "grid.color": PALE,
    "grid.linewidth": 0.6,
    "axes.prop_cycle": cycler(color=list(PALETTE)),
    "lines.linewidth": 2.0,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "course",
    "image.cmap": "viridis",
}


class CourseFigure(Figure):
    """A Matplotlib figure that a notebook shows as SVG, whichever backend is set.

    Made without pyplot, so it is shown once, by being the value of a cell, and never again at the cell's end.
    """

    def _repr_svg_(self) -> str:
        return svg(self)


def apply_style() -> None:
    """Makes every later figure, pyplot's too, look like the course's; importing `lib.plots` calls it."""
    mpl.rcParams.update(_RC)


def new_figure(width: float = WIDTH, height: float = HEIGHT) -> CourseFigure:
    """An empty figure in the course's style, unknown to pyplot.

    Args:
        width: Width in inches.
        height: Height in inches.

    Returns:
        The figure.
    """
    return CourseFigure(figsize=(width, height))


def panels(columns: int = 2, rows: int = 1, *, width: float = WIDTH, height: float = 2.8) -> list[Axes]:
    """Axes side by side, for charts that belong together: pass each one as `ax` to a chart.

    Args:
        columns: Number of panels in a row.
        rows: Number of rows.
        width: Width of the whole figure in inches.
        height: Height of one row in inches.

    Returns:
        The axes, row by row; their common figure is `axes[0].figure`.

    Raises:
        ValueError: If `columns` or `rows` is less than 1.
    """
    if columns < 1 or rows < 1:
        raise ValueError(f"panels needs at least one column and one row, got columns={columns}, rows={rows}")
    axes = new_figure(width, rows * height).subplots(rows, columns, squeeze=False)
    return list(axes.flat)


def svg(figure: Figure) -> str:
    """The figure as SVG text, without a date and with fixed identifiers: equal figures give equal text.

    Args:
        figure: Any Matplotlib figure.

    Returns:
        The SVG document.
    """
    text = StringIO()
    figure.savefig(text, format="svg", bbox_inches="tight", metadata={"Date": None})
    return text.getvalue()
