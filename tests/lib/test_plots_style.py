"""The colours of the course: readable, and different for every reader, on white and on the dark page."""

import itertools
import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Text

from lib import plots
from lib.plots import style
from tests.lib import figures

DARK_PAGE = np.full(3, 0x12 / 255)

SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""What is left of linear RGB at full severity.

Reference:
    Machado, G. M., Oliveira, M. M. and Fernandes, L. A. F. (2009), "A physiologically-based model for
    simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6).
"""


def on_dark(rgb):
    """What `filter: invert(1) hue-rotate(180deg)` makes of sRGB colours, `(n, 3)`.

    Reference:
        W3C (2018), "Filter Effects Module Level 1", feColorMatrix type hueRotate at 180 degrees.
    """
    weights = np.array([0.213, 0.715, 0.072])
    rotate = 2 * np.tile(weights, (3, 1)) - np.eye(3)  # (3, 3): cos = -1, sin = 0
    return np.clip((1 - rgb) @ rotate.T, 0, 1)


def linear(rgb):
    """Linear light of sRGB values (IEC 61966-2-1)."""
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def oklab(light):
    """Coordinates in which equal distances look equally far, times 100.

    Reference:
        Ottosson, B. (2020), "A perceptual color space for image processing".
    """
    lms = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return 100 * np.cbrt(light @ lms.T) @ lab.T


def least_distance(rgb, sight):
    """The distance between the two colours that are hardest to tell apart for an eye."""
    seen = oklab(np.clip(linear(rgb) @ SIGHT[sight].T, 0, 1))
    return min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))


COLOURS = np.array([to_rgb(colour) for colour in plots.PALETTE])
GROUNDS = {"light": COLOURS, "dark": on_dark(COLOURS)}


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ground", GROUNDS)
def test_any_two_colours_of_the_palette_differ(ground, sight):
    assert least_distance(GROUNDS[ground], sight) > 7.5


def test_the_measure_knows_colours_that_are_confused():
    red_and_green = np.array([to_rgb("#c04000"), to_rgb("#7b7b00")])
    assert least_distance(red_and_green, "usual") > 15
    assert least_distance(red_and_green, "deuteranopia") < 7.5


@pytest.mark.parametrize("sight", SIGHT)
def test_simulated_sight_leaves_grey_alone(sight):
    np.testing.assert_allclose(SIGHT[sight] @ np.full(3, 0.4), 0.4, atol=1e-5)


def test_the_dark_page_turns_white_black_and_keeps_hue():
    np.testing.assert_allclose(
        on_dark(np.array([[1.0, 1, 1], [0, 0, 0]])), [[0, 0, 0], [1, 1, 1]], atol=1e-12
    )
    before, after = oklab(linear(COLOURS)), oklab(linear(on_dark(COLOURS)))
    turn = np.arctan2(before[:, 2], before[:, 1]) - np.arctan2(after[:, 2], after[:, 1])
    assert np.abs((turn + np.pi) % (2 * np.pi) - np.pi).max() < np.radians(25)


@pytest.mark.parametrize("colour", [*plots.PALETTE, style.GREY])
def test_lines_stand_out_on_both_pages(colour):
    rgb = np.array(to_rgb(colour))
    assert style.contrast(rgb, np.ones(3)) >= 3
    assert style.contrast(on_dark(rgb), DARK_PAGE) >= 3


def on_page(rgb):
    """The dark page shines through what is drawn on it (`mix-blend-mode: screen`)."""
    return 1 - (1 - on_dark(rgb)) * (1 - DARK_PAGE)


def least_contrast(colour, ground):
    word, behind = np.array(to_rgb(colour)), np.array(to_rgb(ground))
    return min(style.contrast(word, behind), style.contrast(on_page(word), on_page(behind)))


@pytest.mark.parametrize("ground", [style.PAPER, style.PALE_PAPER])
@pytest.mark.parametrize("colour", [*plots.PALETTE, style.GREY, style.INK])
def test_words_are_readable_on_both_grounds_and_both_pages(colour, ground):
    assert least_contrast(style.for_words(colour), ground) >= 4.5


def ground_of(text, figure):
    """The colour behind a text: its own box, or the last shape drawn under its middle, or the panel."""
    if text.get_bbox_patch() is not None:
        return text.get_bbox_patch().get_facecolor()
    box = text.get_window_extent()
    middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    for ax in figure.axes:
        areas = [patch for patch in ax.patches if not isinstance(patch, FancyArrowPatch)]
        under = [a for a in areas if a.get_facecolor()[3] and a.get_window_extent().contains(*middle)]
        if under:
            return max(under, key=lambda patch: patch.get_zorder()).get_facecolor()
        if ax.patch.get_window_extent().contains(*middle) and ax.axison:
            return ax.get_facecolor()
    return style.PAPER


EXAMPLES = figures.CHARTS | figures.DRAWINGS


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_of_a_figure_is_readable_in_light_and_dark(name):
    figure = EXAMPLES[name]()
    figure.draw_without_rendering()
    on_shades = {id(text) for ax in figure.axes if ax.images for text in ax.texts}  # numbers: tested below
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text() and id(text) not in on_shades:
            assert least_contrast(text.get_color(), ground_of(text, figure)) >= 4.5, text.get_text()


@pytest.mark.parametrize("colour", style.TINTS)
def test_ink_is_readable_on_every_tint(colour):
    assert least_contrast(style.INK, style.TINTS[colour]) >= 7


@pytest.mark.parametrize("place", np.linspace(0, 1, 11))
@pytest.mark.parametrize("colour_map", [style.PALE_SEQUENTIAL, style.PALE_DIVERGING], ids=lambda m: m.name)
def test_numbers_are_readable_on_every_shade(colour_map, place):
    assert least_contrast(style.INK, colour_map(place)) >= 4.5


@pytest.mark.parametrize("shades", [np.linspace(0, 1, 50), np.linspace(0.5, 1, 50), np.linspace(0.5, 0, 50)])
def test_more_is_darker(shades):
    colour_map = style.DIVERGING if shades[0] else style.SEQUENTIAL
    lightness = oklab(linear(colour_map(shades)[:, :3]))[:, 0]
    assert (np.diff(lightness) < 0).all()


def test_contrast_of_black_and_white_is_21():
    assert style.contrast(np.zeros(3), np.ones(3)) == pytest.approx(21)
    assert style.contrast(np.ones(3), np.ones(3)) == 1


DRAWING = ("charts", "grids", "vocabulary", "words", "diagrams.course", "diagrams.simple_rnn")


@pytest.mark.parametrize("module", DRAWING)
def test_a_module_that_draws_applies_the_style(module):
    code = f"import matplotlib, lib.plots.{module}; print(matplotlib.rcParams['svg.hashsalt'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "course\n"


def test_a_lesson_reaches_only_the_charts_that_it_draws():
    code = "import sys; from lib import plots; plots.curves; print(*(m for m in sys.modules if 'plots' in m))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert set(modules.split()) == {f"lib.plots{m}" for m in ("", "._arguments", ".charts", ".style")}


def test_the_style_is_the_course_s():
    assert mpl.rcParams["svg.hashsalt"] == "course"
    assert mpl.rcParams["figure.facecolor"] == "white"
    assert list(mpl.rcParams["axes.prop_cycle"].by_key()["color"]) == list(plots.PALETTE)


def test_panels_need_a_positive_number():
    with pytest.raises(ValueError, match="columns=0"):
        plots.panels(0)


def test_panels_share_a_figure():
    axes = plots.panels(2, 3)
    assert len(axes) == 6
    assert len({id(ax.figure) for ax in axes}) == 1
