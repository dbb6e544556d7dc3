"""One look for every figure of the course, applied when this module is imported.

Figures are SVG on white. The site turns them dark with `filter: invert(1) hue-rotate(180deg)`, which reverses
lightness and keeps hue, so every colour here is chosen to be read on both grounds and by colour-blind readers
(`tests/lib/test_plots_style.py` measures it).
"""

import re
from functools import cache
from io import StringIO
from typing import Any

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from numpy.typing import NDArray

INK = "#1f1f1f"
GREY = "#6b6b6b"
PALE = "#d9d9d9"
PAPER = "#ffffff"
PALE_PAPER = "#f7f7f7"
"""The ground of a plane of words, a little darker than the page."""

BLUE = "#1f60b0"
VERMILLION = "#b95700"
GREEN = "#208d78"
PLUM = "#8c2948"
OCHRE = "#ac9100"
SKY = "#6095e0"

PALETTE = (BLUE, VERMILLION, GREEN, PLUM, OCHRE, SKY)
"""Order in which series take their colours.

The hues of Okabe and Ito (2008), "Color universal design", moved in lightness until each has a contrast of
at least 3 on white and on the dark page, and any two stay apart for colour-blind readers on both.
"""

TINTS = {
    BLUE: "#d3e3f8",
    VERMILLION: "#f9dcc4",
    GREEN: "#cbe9e1",
    PLUM: "#f2d5de",
    OCHRE: "#f3e8b8",
    SKY: "#e1edfc",
    GREY: "#ececec",
}
"""A pale companion of each colour, for areas behind words."""

LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P")

WIDTH = 5.6
"""Width of a figure in inches: at 12 points its letters are still near 10 pixels high on a phone."""
HEIGHT = 3.3

_BLUES = ["#ffffff", "#a9c9f0", "#4a86cf", "#0c3f80"]
_SIGNED = ["#8a3d00", "#c96410", "#f3bf95", "#ffffff", "#a9c9f0", "#3a78c4", "#0c3f80"]
SEQUENTIAL = LinearSegmentedColormap.from_list("course", _BLUES)
"""For values from nothing to much: white to dark blue."""
DIVERGING = LinearSegmentedColormap.from_list("course_diverging", _SIGNED)
"""For values with a sign: vermillion below zero, white at zero, blue above."""

# Letters in ink can be read on these; on the full scales they cannot, least of all on the dark page.
PALE_SEQUENTIAL = LinearSegmentedColormap.from_list("course_pale", SEQUENTIAL(np.linspace(0, 0.45, 33)))
PALE_DIVERGING = LinearSegmentedColormap.from_list(
    "course_pale_diverging", DIVERGING(np.linspace(0.29, 0.71, 33))
)

_SETTINGS: dict[Any, Any] = {
    "figure.figsize": (WIDTH, HEIGHT),
    "figure.facecolor": "white",
    "figure.dpi": 144,  # of pictures inside the SVG, and of PNG where a notebook shows that
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
}
# Every module that draws imports this one, so every figure looks like the course's, pyplot's too.
mpl.rcParams.update(_SETTINGS)


class CourseFigure(Figure):
    """A Matplotlib figure that a notebook shows as SVG, whichever backend is set.

    Made without pyplot, so it is shown once, by being the value of a cell, and never again at the cell's end.
    """

    def _repr_svg_(self) -> str:
        return svg(self)


def new_figure(width: float = WIDTH, height: float = HEIGHT) -> CourseFigure:
    """An empty figure in the course's style, unknown to pyplot.

    Args:
        width: Width in inches.
        height: Height in inches.

    Returns:
        The figure.
    """
    return CourseFigure(figsize=(width, height))


def for_words(colour: str) -> str:
    """The colour, darkened until letters in it can be read.

    Args:
        colour: Any Matplotlib colour.

    Returns:
        A colour of the same hue whose contrast on `PALE_PAPER`, so on white too, is at least 4.5, as WCAG 2
        asks of text.
    """
    red, green, blue = to_rgb(colour)
    while contrast(np.array([red, green, blue]), np.array(to_rgb(PALE_PAPER))) < 4.5:
        red, green, blue = 0.97 * red, 0.97 * green, 0.97 * blue
    return to_hex((red, green, blue))


def contrast(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Contrast ratio of two colours, from 1 to 21.

    Args:
        first: Red, green and blue of sRGB between 0 and 1, `(3,)`.
        second: The other colour, `(3,)`.

    Returns:
        The ratio.

    Reference:
        W3C (2018), "Web Content Accessibility Guidelines 2.1", definition of contrast ratio.
    """
    light = []
    for colour in (first, second):
        linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)  # (3,)
        light.append(float(linear @ [0.2126, 0.7152, 0.0722]))
    return (max(light) + 0.05) / (min(light) + 0.05)


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


def plain(word: object) -> str:
    """A word as it is drawn, letter by letter: a dollar sign in it begins no mathematics.

    Args:
        word: A word from a text, or what else came with the data.

    Returns:
        The word for Matplotlib, with `�` for each character that the font of the course lacks, such as a
        control character or a Chinese one.
    """
    known = _characters()
    return "".join(c if ord(c) in known else "\ufffd" for c in str(word)).replace("$", r"\$")


@cache
def _characters() -> frozenset[int]:
    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())


# Labels stand in comments of the SVG too, where a control character would break it.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(figure: Figure) -> str:
    """The figure as SVG text, without a date and with fixed identifiers: equal figures give equal text.

    Args:
        figure: Any Matplotlib figure. Its layout is settled here: what is drawn on it later moves nothing.

    Returns:
        The SVG document.
    """
    text = StringIO()
    figure.savefig(text, format="svg", bbox_inches="tight", metadata={"Date": None})
    # Constrained layout begins where the last one ended, so each run would move things a little.
    figure.set_layout_engine("none")
    return _NOT_XML.sub("\ufffd", text.getvalue())
