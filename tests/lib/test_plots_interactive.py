"""Figures that move: whole without a network or a script, and right when their controls are used."""

import itertools
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import numpy as np
import pytest

from lib.plots.interactive.fading_gradient import fading_gradient
from lib.plots.interactive.figure import Interactive

T = 50
LAGS = np.arange(T + 1)
NORMS = {
    "halved": 0.5**LAGS,
    "kept & <grown>": np.array([1.02**LAGS, 1.04**LAGS, 1.03**LAGS]),
    "cut": np.where(LAGS < 3, 1.0, 0.0),
}


@pytest.fixture(scope="module")
def figure() -> Interactive:
    return fading_gradient(NORMS, lag=10)


class Tags(HTMLParser):
    """All start tags with their attributes, and the text of scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


def data_of(figure: Interactive) -> dict:
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', figure.html, re.S)[1])


def test_a_notebook_shows_the_html_and_prints_it_nowhere(figure):
    assert figure._repr_html_() == figure.html
    assert "svg" not in repr(figure)


def test_it_is_small_the_same_each_time_and_needs_no_network(figure):
    assert fading_gradient(NORMS, lag=10) == figure
    assert len(figure.html) < 40_000
    assert re.findall(r"https?:|//[a-z]|@import|url\(|\bsrc=", figure.html) == []


def test_two_figures_on_a_page_do_not_share_an_id(figure):
    other = fading_gradient({"halved": 0.4**LAGS})
    first, second = (Tags(f.html).all("div")[0]["id"] for f in (figure, other))
    assert first != second
    assert "#ID" not in figure.html
    assert figure.html.count(f"#{first} ") > 10


def test_numbers_reach_the_script_as_powers_of_ten(figure):
    halved, grown, cut = data_of(figure)["powers"]
    np.testing.assert_allclose(halved, LAGS * np.log10(0.5), atol=6e-4)
    np.testing.assert_allclose(grown, LAGS * np.log10(1.02 * 1.03 * 1.04) / 3, atol=6e-4)
    assert cut == [0.0] * 3 + [None] * (T - 2)


def test_labels_are_escaped(figure):
    assert '<option value="1">kept &amp; &lt;grown&gt;</option>' in figure.html
    assert "<grown>" not in figure.html


def test_the_still_picture_is_whole_without_a_script(figure):
    picture = ET.fromstring(re.search(r"<svg.*?</svg>", figure.html, re.S)[0])
    assert picture.get("role") == "img"
    assert len(picture.get("aria-label")) > 50
    cells = [part for part in picture if (part.get("class") or "").startswith("cell")]
    strength = [float(cell.get("style").split(":")[1]) for cell in cells]
    assert len(cells) == T + 1
    assert strength[-1] == 1
    assert (np.diff(strength[T - 10 :]) > 0).all()  # fades from right to left
    assert strength[: T - 10] == [0.0] * (T - 10)  # not reached at lag 10
    assert len([part for part in picture if (part.get("class") or "").startswith("curve")]) == 3


def test_every_curve_has_its_name_at_its_end_and_no_name_covers_another():
    norms = {"halved": 0.5**LAGS, "halved too": 0.51**LAGS, "kept": 1.0 - 0 * LAGS, "grown": 1.1**LAGS}
    picture = ET.fromstring(re.search(r"<svg.*?</svg>", fading_gradient(norms).html, re.S)[0])
    names = [part for part in picture if (part.get("class") or "").startswith("name")]
    assert [name.text for name in names] == list(norms)
    boxes = []
    for name in names:
        x, y, width = float(name.get("x")), float(name.get("y")), 7 * len(name.text)
        boxes.append((x - width, x, y) if name.get("text-anchor") == "end" else (x, x + width, y))
    for (left, right, y), (other_left, other_right, other_y) in itertools.combinations(boxes, 2):
        assert right <= other_left or other_right <= left or abs(y - other_y) >= 13


def test_what_is_drawn_stays_inside_the_picture(figure):
    picture = ET.fromstring(re.search(r"<svg.*?</svg>", figure.html, re.S)[0])
    _, _, width, height = map(float, picture.get("viewBox").split())
    for curve in picture.iter("polyline"):
        points = np.array([pair.split(",") for pair in curve.get("points").split()], dtype=float)
        assert (points >= 0).all()
        assert (points <= [width, height]).all()


def test_it_says_in_words_what_the_first_position_shows(figure):
    words = re.search(r'<output data-part="reading">(.*?)</output>', figure.html, re.S)[1]
    assert "halved: 10 steps back, at step 40" in words
    assert f"{0.5**10:.1e}" in words


def test_controls_wait_for_the_script_and_have_names(figure):
    tags = Tags(figure.html)
    controls = next(part for part in tags.all("div") if part.get("data-part") == "controls")
    assert "hidden" in controls
    assert len(tags.all("noscript")) == 1
    slider = tags.all("input")[0]
    assert (slider["min"], slider["max"], slider["value"]) == ("0", str(T), "40")
    assert re.search(r"<label>\s*\w[^<]*<(input|select)", figure.html)
    assert len(tags.all("label")) == len(tags.all("input")) + len(tags.all("select"))


def colours_outside_the_theme(style: str) -> list[str]:
    """Colours written out after the first rule, which is the one that names the theme's variables."""
    rules = style.split("}", 1)[1]
    return re.findall(r":[^;{}]*(#[0-9a-f]{3,6}|rgba?\(|hsla?\()", re.sub(r"#moving-\w+", "", rules))


def test_colours_are_the_theme_s(figure):
    style = re.search(r"<style>(.*?)</style>", figure.html, re.S)[1]
    assert "--pst-color-text-base" in style.split("}", 1)[0]
    assert colours_outside_the_theme(style) == []
    assert colours_outside_the_theme(style + "#moving-1 .dot { fill: #123456; }") == ["#123456"]


REFUSED = {
    "nothing": (lambda: fading_gradient({}), "norms is empty"),
    "lengths": (lambda: fading_gradient({"a": [1, 1, 1], "b": [1, 1]}), r"norms\['b'\] has 2 entries"),
    "negative": (lambda: fading_gradient({"a": [1, -1]}), r"norms\['a'\] must be finite and not negative"),
    "nan": (lambda: fading_gradient({"a": [1, np.nan]}), r"norms\['a'\] must be finite"),
    "one lag": (lambda: fading_gradient({"a": [1]}), r"norms\['a'\] has 1 entry"),
    "rank": (lambda: fading_gradient({"a": np.ones((2, 2, 2))}), r"norms\['a'\] must be 1-d or 2-d"),
    "lag": (lambda: fading_gradient({"a": [1, 0.5]}, lag=2), "lag must lie between 0 and 1, got 2"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_argument_is_named(case):
    draw, message = REFUSED[case]
    with pytest.raises(ValueError, match=message):
        draw()


# --- In a browser -------------------------------------------------------------------------------------------


@pytest.fixture
def opened(in_browser, figure):
    return in_browser(figure.html)


def test_the_keyboard_moves_the_slider(opened):
    opened.part("step").focus()
    opened.page.keyboard.press("ArrowLeft")
    assert opened.reading.startswith("11 steps back, at step 39: the norm is 4.9 × 10⁻⁴.")
    assert opened.part("step").get_attribute("aria-valuetext") == "11 steps back, norm 4.9 × 10⁻⁴"
    opened.page.keyboard.press("End")
    assert "0 steps back, at step 50: the norm is 1." in opened.reading
    opened.page.keyboard.press("Home")
    assert "at step 0: the norm is 8.9 × 10⁻¹⁶." in opened.reading


def test_the_marker_goes_where_the_slider_goes(opened):
    places = []
    for step in ("10", "20", "30"):
        opened.part("step").fill(step)
        places.append(float(opened.part("mark").get_attribute("x1")))
    assert places == sorted(places)


def test_the_menu_changes_the_network(opened):
    opened.part("choice").select_option("1")
    assert "the norm is 1.3." in opened.reading
    assert opened.page.locator(".cell.grown").count() > 0
    assert opened.page.locator(".curve.chosen").count() == 1
    assert opened.page.locator(".name.chosen").all_text_contents() == ["kept & <grown>"]
    opened.part("choice").select_option("2")
    assert "less than any number that float64 holds" in opened.reading
    assert opened.part("dot").evaluate("dot => getComputedStyle(dot).visibility") == "hidden"


def test_the_script_draws_what_the_still_picture_showed(opened, figure):
    def cells(html: str) -> list[float]:
        return [float(v) for v in re.findall(r'class="cell[^>]*fill-opacity: ?([0-9.]+)', html)]

    moved = cells(opened.page.locator("svg").evaluate("svg => svg.outerHTML"))
    assert len(moved) == T + 1
    np.testing.assert_allclose(moved, cells(figure.html), atol=2e-3)
    mark = re.search(r'data-part="mark" x1="([0-9.]+)"', figure.html)[1]
    assert float(opened.part("mark").get_attribute("x1")) == pytest.approx(float(mark), abs=0.01)


def test_play_runs_to_the_first_state_and_stops(opened):
    opened.part("play").click()
    assert opened.part("play").inner_text() == "Stop"
    opened.page.wait_for_function("document.querySelector('[data-part=step]').value === '0'")
    opened.page.wait_for_function("document.querySelector('[data-part=play]').textContent === 'Play'")
    assert "at step 0" in opened.reading


def test_less_motion_takes_the_play_button_away(in_browser, figure):
    calm = in_browser(figure.html, reduced_motion="reduce")
    assert not calm.part("play").is_visible()
    assert calm.part("step").is_visible()


def test_without_scripts_there_is_a_picture_and_no_dead_control(in_browser, figure):
    still = in_browser(figure.html, java_script_enabled=False)
    assert still.page.locator("svg").is_visible()
    assert not still.part("controls").is_visible()
    assert "steps back" in still.reading


def test_the_same_figure_twice_on_a_page_works_twice(in_browser, figure):
    twice = in_browser(figure.html + figure.html)
    for box in twice.page.locator(".interactive-figure").all():
        assert box.locator('[data-part="controls"]').is_visible()
    twice.page.locator('[data-part="step"]').nth(1).press("End")
    assert "0 steps back" in twice.part("reading").nth(1).inner_text()
    assert "10 steps back" in twice.part("reading").nth(0).inner_text()


def test_a_figure_that_is_put_into_the_page_later_starts_too(in_browser, figure):
    page = in_browser("<main></main>")
    page.page.evaluate(
        """html => {  // as JupyterLab does: scripts in innerHTML do not run until they are made anew
          const main = document.querySelector("main");
          main.innerHTML = html;
          for (const old of main.querySelectorAll("script")) {
            const script = document.createElement("script");
            for (const { name, value } of old.attributes) script.setAttribute(name, value);
            script.textContent = old.textContent;
            old.replaceWith(script);
          }
        }""",
        figure.html,
    )
    page.part("controls").wait_for(state="visible")
    page.part("step").press("End")
    assert "0 steps back" in page.reading


def test_it_fits_a_phone(opened):
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
