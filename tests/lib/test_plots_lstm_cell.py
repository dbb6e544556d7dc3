"""The cell whose gates are moved by hand."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import astuple

import numpy as np
import pytest

from lib.plots.interactive import lstm_cell as module
from lib.plots.interactive.lstm_cell import lstm_cell, step

SLIDERS = ("f", "i", "o", "x", "old")


def shape(html: str, part: str) -> dict[str, float]:
    tag = re.search(rf'<rect[^>]*data-part="{part}"[^>]*>', html)[0]
    return {name: float(value) for name, value in re.findall(r'\b(y|height)="([-0-9.]+)"', tag)}


def drawn(html: str) -> dict[str, str]:
    """The numbers in the picture."""
    return dict(re.findall(r'data-part="([a-z]+)-number"[^>]*>([^<]*)<', html))


def test_one_step_is_the_cell_of_the_lesson():
    values = step(c=2.0, f=0.25, i=0.5, o=0.75, x=-1.0)
    c = 0.25 * 2 + 0.5 * np.tanh(-1)
    assert values.c == pytest.approx(c)
    assert values.h == pytest.approx(0.75 * np.tanh(c))
    assert astuple(values)[:5] == pytest.approx((2, -1, 0.5, np.tanh(-1), 0.5 * np.tanh(-1)))


def test_the_still_picture_shows_and_says_the_numbers_of_the_cell():
    html = lstm_cell(c=2, f=0.25, i=0.5, o=0.75, x=-1).html
    values = step(2, 0.25, 0.5, 0.75, -1)
    numbers = drawn(html)
    assert numbers["kept"] == "0.50"
    assert numbers["candidate"] == "−0.76"
    assert numbers["f"] == "0.25"
    assert [numbers[name] for name in "ch"] == [f"{values.c:.2f}", f"{values.h:.2f}"]
    reading = re.search(r'<output data-part="reading">(.*?)</output>', html, re.S)[1]
    assert reading.startswith(
        "Kept: 0.25 × 2.00 = 0.50. Written: 0.50 × tanh(−1.00) = 0.50 × (−0.76) = −0.38."
    )
    picture = ET.fromstring(re.search(r"<svg.*?</svg>", html, re.S)[0])
    assert picture.get("role") == "img"
    assert len(picture.get("aria-label")) > 100


def test_a_column_stands_on_its_line_or_hangs_from_it():
    up, down = shape(lstm_cell(c=2).html, "old-column"), shape(lstm_cell(c=-2).html, "old-column")
    assert up["height"] == down["height"] == 28
    assert up["y"] + up["height"] == down["y"]
    assert 'class="column negative" data-part="old-column"' in lstm_cell(c=-2).html


def test_an_open_gate_has_no_doors_and_a_shut_one_no_gap():
    wide, shut = lstm_cell(f=1).html, lstm_cell(f=0).html
    assert shape(wide, "f-upper")["height"] == shape(wide, "f-lower")["height"] == 0
    upper, lower = shape(shut, "f-upper"), shape(shut, "f-lower")
    assert upper["y"] + upper["height"] == lower["y"]


def test_what_is_drawn_stays_inside_the_picture():
    for sign in (-1, 1):
        html = lstm_cell(c=sign * 3, f=1, i=1, o=1, x=sign * 3).html
        picture = ET.fromstring(re.search(r"<svg.*?</svg>", html, re.S)[0])
        height = float(picture.get("viewBox").split()[3])
        for rect in picture.iter("rect"):
            top = float(rect.get("y"))
            assert 20 < top <= top + float(rect.get("height")) < height - 20


def test_no_column_covers_the_number_of_another_line():
    html = lstm_cell(c=-3, f=1, i=1, o=1, x=-3).html
    picture = ET.fromstring(re.search(r"<svg.*?</svg>", html, re.S)[0])
    feet = {t.get("data-part"): float(t.get("y")) for t in picture.iter("text") if t.get("data-part")}
    for name in ("old", "kept", "c", "h", "x", "candidate", "written"):
        column = shape(html, f"{name}-column")
        assert column["y"] + column["height"] < feet[f"{name}-number"] - 8, name


def test_the_same_numbers_give_the_same_small_figure_and_nothing_is_fetched():
    html = lstm_cell().html
    assert html == lstm_cell().html
    assert len(html) < 20_000
    assert re.findall(r"https?:|//[a-z]|@import|url\(|\bsrc=", html) == []
    assert json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.S)[1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"f": 1.5}, "f must lie between 0 and 1, got 1.5"),
        ({"o": -0.1}, "o must lie between 0 and 1"),
        ({"c": 4}, "c must lie between -3 and 3, got 4"),
        ({"i": 0.33}, "i must be a multiple of 0.05, got 0.33"),
        ({"x": 0.25}, "x must be a multiple of 0.1, got 0.25"),
        ({"x": float("nan")}, "x must lie between"),
    ],
)
def test_what_no_slider_reaches_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        lstm_cell(**arguments)


# --- In a browser -------------------------------------------------------------------------------------------


@pytest.fixture
def opened(in_browser):
    return in_browser(lstm_cell(c=1, f=0.5, i=0.5, o=0.5, x=0).html)


def test_the_keyboard_moves_every_slider_and_c_and_h_follow(opened):
    for name, key in zip(SLIDERS, ("End", "ArrowRight", "PageUp", "Home", "End"), strict=True):
        before = opened.reading
        opened.part(name).press(key)
        assert opened.reading != before, name
    values = {name: float(opened.part(name).input_value()) for name in SLIDERS}
    assert values == {"f": 20, "i": 11, "o": 12, "x": -30, "old": 30}
    result = step(3, 1, 0.55, 0.6, -3)
    shown = [opened.part(f"{name}-number").text_content() for name in ("kept", "c", "h")]
    assert shown == ["3.00", f"{result.c:.2f}", f"{result.h:.2f}"]


def test_a_screen_reader_hears_the_value_and_what_it_does(opened):
    opened.part("f").press("ArrowLeft")
    assert opened.part("f").get_attribute("aria-valuetext") == "0.45; new c 0.45, h 0.21"
    assert opened.part("reading").evaluate("o => o.tagName") == "OUTPUT"  # a live region
    for name in (*SLIDERS, "choice"):
        assert opened.part(name).evaluate("e => e.labels.length") == 1


@pytest.mark.parametrize(
    ("setting", "c"), [("keep", 1), ("add", 1 + np.tanh(2)), ("replace", np.tanh(2)), ("forget", 0)]
)
def test_the_menu_sets_all_gates_at_once(opened, setting, c):
    opened.part("x").fill("20")
    opened.part("choice").select_option(str(list(module.SETTINGS).index(setting)))
    assert opened.part("c-number").text_content() == f"{c:.2f}"
    assert opened.part("h-number").text_content() == f"{np.tanh(c):.2f}"


def test_a_gate_that_is_moved_is_no_setting_of_the_menu(opened):
    opened.part("choice").select_option("2")
    assert opened.part("h-number").text_content() == "0.00"  # hidden
    opened.part("x").press("ArrowLeft")
    assert opened.part("choice").input_value() == "2"
    opened.part("o").press("ArrowRight")
    assert opened.part("choice").input_value() == "0"


def test_the_script_draws_and_says_what_the_still_picture_does(in_browser):
    html = lstm_cell().html
    page = in_browser(html)
    moved = page.page.locator("svg").evaluate("svg => svg.outerHTML")
    assert drawn(moved) == drawn(html)
    for part in re.findall(r'<rect[^>]*data-part="([a-z-]+)"', html):
        assert shape(moved, part) == pytest.approx(shape(html, part), abs=0.01), part
    assert page.reading == re.search(r'<output data-part="reading">(.*?)</output>', html, re.S)[1]


def test_without_scripts_there_is_a_picture_and_no_dead_control(in_browser):
    still = in_browser(lstm_cell().html, java_script_enabled=False)
    assert still.page.locator("svg").is_visible()
    assert not still.part("controls").is_visible()
    assert still.reading.startswith("Kept: 0.90")


def test_it_fits_a_phone(opened):
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
