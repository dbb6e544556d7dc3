"""Text that is written in the page: the same probabilities as Keras, and every control by keyboard."""

import base64
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote

import keras
import numpy as np
import pytest

from lib.generation import Decoder, generate, softmax, top_k, with_temperature
from lib.models import trained
from lib.plots.interactive import figure
from lib.plots.interactive.text_generator import text_generator

GRU = Path(figure.__file__).with_name("gru.js").read_text(encoding="utf-8")
SEEDS = {
    "shakespeare": [
        "M",
        "My lord, ",
        "ROMEO:\nWhat light",
        "To be, or not to be: that is the question.\n" * 10,
    ],
    "names": ["", "a", "mari", "zzzzzzzz"],
}
CONTROLS = ("slider", "temperature", "k", "seed", "generate", "one", "text", "length", "random")


@pytest.fixture(scope="module", params=trained.NAMES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def networks():
    return {name: trained.keras_model(trained.load(name)) for name in trained.NAMES}


def start_ids(model, seed: str) -> list[int]:
    """What the network reads before the first character that it draws."""
    return ([] if model.mark is None else [model.mark]) + model.encode(seed)


def logits_of_keras(networks, name: str, seed: str) -> np.ndarray:
    ids = np.array([start_ids(trained.load(name), seed)])  # (1, T)
    return np.array(networks[name](ids))[0, -1].astype(float)  # (v,)


# --- The still picture --------------------------------------------------------------------------------------


def picture_of(html: str) -> ET.Element:
    return ET.fromstring(re.search(r"<svg.*?</svg>", html, re.S)[0])


def rows_of(html: str) -> list[tuple[str, float, float, str]]:
    """Name, width of the bar and of the outline, and number of each row."""
    rows = []
    for group in picture_of(html).iter("g"):
        if group.get("class") == "likely":
            label, bar, ghost, number = group
            rows.append((label.text, float(bar.get("width")), float(ghost.get("width")), number.text))
    return rows


def width_of_one(html: str) -> float:
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', html, re.S)[1])["width"]


@pytest.mark.parametrize(("temperature", "k"), [(1, None), (0.5, None), (1.5, 3), (0, None), (1, 999)])
def test_the_still_bars_are_the_probabilities_of_keras(name, networks, temperature, k):
    seed, model = SEEDS[name][2], trained.load(name)
    html = text_generator(name, seed, temperature=temperature, k=k).html
    logits = logits_of_keras(networks, name, seed)
    drawn = with_temperature(logits, temperature)
    drawn = softmax(drawn if k is None else top_k(drawn, k))
    order, width = np.argsort(-logits, kind="stable"), width_of_one(html)
    rows = rows_of(html)
    np.testing.assert_allclose([row[1] / width for row in rows[:-1]], drawn[order[:10]], atol=1e-3)
    np.testing.assert_allclose([row[2] / width for row in rows[:-1]], softmax(logits)[order[:10]], atol=1e-3)
    for position in (1, 2):
        assert sum(row[position] for row in rows) == pytest.approx(width, abs=0.1)
    first = model.characters[order[0]]
    assert rows[0][0] == {" ": "space", "\n": "new line"}.get(
        first, "end" if order[0] == model.mark else first
    )


def test_the_still_strip_is_the_state_of_keras(name, networks):
    seed = SEEDS[name][1]
    layer = next(layer for layer in networks[name].layers if isinstance(layer, keras.layers.GRU))
    model = trained.load(name)
    x = np.eye(len(model.characters), dtype="float32")[None, start_ids(model, seed)]  # (1, T, v)
    state = np.array(layer(x))[0, -1]  # (n_h,)
    picture = picture_of(text_generator(name, seed).html)
    strip = next(group for group in picture.iter("g") if group.get("class") == "state")
    drawn = [float(c.get("opacity")) * (-1 if c.get("class") == "n" else 1) for c in strip]
    np.testing.assert_allclose(drawn, state, atol=6e-3)


def test_the_figure_itself_is_small_and_fetches_nothing(name):
    html = text_generator(name).html
    assert html == text_generator(name).html
    assert len(html) - len(trained.as_json(name)) < 60_000
    assert re.findall(r"https?:|//[a-z]|@import|url\(|\bsrc=", html.replace(trained.as_json(name), "")) == []


def test_what_is_drawn_stays_inside_the_picture(name):
    picture = picture_of(text_generator(name).html)
    _, _, width, height = map(float, picture.get("viewBox").split())
    for rect in picture.iter("rect"):
        assert float(rect.get("x")) + float(rect.get("width")) <= width
        assert float(rect.get("y")) + float(rect.get("height")) <= height


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("dante",), "no trained model is called 'dante'"),
        (("shakespeare", ""), "seed is empty"),
        (("shakespeare", "café"), "does not know 'é'"),
        (("names", "a.b"), "seed holds '.', which stands between texts only"),
        (("shakespeare", "a" * 501), "at most 500 characters, got 501"),
    ],
)
def test_a_wrong_seed_is_named(arguments, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        text_generator(*arguments)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"temperature": -1}, "temperature must be at least 0"),
        ({"temperature": float("nan")}, "temperature must be at least 0"),
        ({"k": 0}, "k must be a whole number of at least 1"),
        ({"k": 2.5}, "k must be a whole number of at least 1"),
    ],
)
def test_a_wrong_setting_is_named(settings, message):
    with pytest.raises(ValueError, match=message):
        text_generator("names", **settings)


# --- The network in the browser -----------------------------------------------------------------------------

RUN = """async ([module, file, seeds, temperature, k]) => {
    const { Gru } = await import(module);
    const network = new Gru(file);
    return seeds.map(ids => {
        let state = network.start();
        for (const id of ids) state = network.step(id, state);
        const { plain, drawn, order } = network.distribution(state, temperature, k);
        return { plain: [...plain], drawn: [...drawn], order };
    });
}"""


def in_javascript(page, name: str, seeds, temperature: float = 1, k: int = 1000) -> list[dict]:
    model, module = trained.load(name), "data:text/javascript," + quote(GRU)
    ids = [start_ids(model, seed) for seed in seeds]
    return page.page.evaluate(RUN, [module, json.loads(trained.as_json(name)), ids, temperature, k])


def test_probabilities_are_those_of_keras(in_browser, name, networks):
    for seed, found in zip(SEEDS[name], in_javascript(in_browser(""), name, SEEDS[name]), strict=True):
        expected = softmax(logits_of_keras(networks, name, seed))
        np.testing.assert_allclose(found["plain"], expected, atol=1e-5, rtol=1e-4)
        np.testing.assert_allclose(found["drawn"], expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(("temperature", "k"), [(0.3, 1000), (2, 1000), (1, 1), (0.8, 5), (0, 1000), (1, 27)])
def test_temperature_and_top_k_are_those_of_lib(in_browser, name, networks, temperature, k):
    for seed, found in zip(
        SEEDS[name], in_javascript(in_browser(""), name, SEEDS[name], temperature, k), strict=True
    ):
        logits = logits_of_keras(networks, name, seed)
        expected = softmax(top_k(with_temperature(logits, temperature), k))
        np.testing.assert_allclose(found["drawn"], expected, atol=1e-4)
        assert sum(found["drawn"]) == pytest.approx(1)


def test_every_half_precision_number_is_read_exactly(in_browser):
    halves = np.arange(65536, dtype="<u2")
    values = halves.view("<f2").astype(float)
    usual = np.isfinite(values)
    code = "async ([module, text]) => [...(await import(module)).fromHalf(text)].map(String)"
    text = base64.b64encode(halves[usual].tobytes()).decode()
    found = in_browser("").page.evaluate(code, ["data:text/javascript," + quote(GRU), text])
    np.testing.assert_array_equal(np.array(found, dtype=float), values[usual])


def test_draws_follow_the_probabilities(in_browser):
    code = """async module => {
        const { draw, randomNumbers } = await import(module);
        const random = randomNumbers(7);
        const counts = [0, 0, 0, 0];
        for (let i = 0; i < 40000; i++) counts[draw([0.5, 0, 0.3, 0.2], random())] += 1;
        return [counts, draw([0, 0.5, 0.5 - 1e-12, 0], 1 - 1e-15), draw([0, 1], 0)];
    }"""
    counts, end, beginning = in_browser("").page.evaluate(code, "data:text/javascript," + quote(GRU))
    expected = np.array([20000, 12000, 8000])
    assert counts[1] == 0
    seen = np.array([counts[0], *counts[2:]])
    assert ((seen - expected) ** 2 / expected).sum() < 13.8  # chi-square, 2 degrees of freedom, 0.001
    assert (end, beginning) == (2, 1)  # never what has no probability


# --- The figure in the browser ------------------------------------------------------------------------------


@pytest.fixture
def opened(in_browser):
    """Opens a figure and loads its model by keyboard; without motion, so that texts come at once."""

    def load(name: str, motion: str = "reduce", html: str | None = None, **settings):
        page = in_browser(html or text_generator(name).html, reduced_motion=motion, **settings)
        page.part("load").press("Enter")
        page.part("form").wait_for(state="visible")
        return page

    return load


def written(page) -> str:
    """What was generated, once it is done."""
    page.page.wait_for_function("document.querySelector('[data-part=generate]').textContent === 'Generate'")
    return page.part("written").text_content()


def test_the_model_comes_when_it_is_asked_for(in_browser, name):
    page = in_browser(text_generator(name).html)
    assert page.part("load").inner_text().startswith("Load the model, ")
    size = int(re.search(r"(\d+) KB", page.part("load").inner_text())[1])
    assert size == pytest.approx(trained.path_of(name).stat().st_size / 1000, abs=1)
    assert not page.part("generate").is_visible()
    page.part("load").press("Enter")
    page.part("form").wait_for(state="visible")
    assert not page.part("load").is_visible()
    assert page.page.evaluate("document.activeElement.dataset.part") == "generate"


def test_the_script_draws_and_says_what_the_still_picture_does(opened, name):
    html = text_generator(name).html
    page = opened(name, html=html)
    moved = page.page.locator("svg").evaluate("svg => svg.outerHTML")
    still, now = rows_of(html), rows_of(moved)
    assert [row[::3] for row in now] == [row[::3] for row in still]
    np.testing.assert_allclose([row[1:3] for row in now], [row[1:3] for row in still], atol=0.02)
    assert page.reading == re.search(r'<output data-part="reading">(.*?)</output>', html, re.S)[1]
    strips = [
        [
            (cell.get("class"), cell.get("opacity"))
            for cell in picture_of(each).iter("rect")
            if cell.get("opacity")
        ]
        for each in (html, moved)
    ]
    assert strips[0] == strips[1]


def test_at_temperature_0_it_writes_what_keras_finds_most_probable(opened, networks):
    model, seed = trained.load("shakespeare"), "ROMEO:\n"
    expected = generate(Decoder(networks["shakespeare"]), model.encode(seed), 150, temperature=0)
    page = opened("shakespeare")
    page.part("seed").fill(seed)
    page.part("temperature").fill("0")
    page.part("length").fill("150")
    page.part("generate").press("Enter")
    assert written(page) == model.decode(expected)
    assert page.reading.endswith("At temperature 0 the most probable character is always taken.")


def test_the_same_random_seed_gives_the_same_text(opened, name):
    page, texts = opened(name), []
    for seed in ("1", "2", "1"):
        page.part("random").fill(seed)
        page.part("generate").press("Enter")
        texts.append(written(page))
    assert texts[0] == texts[2] != texts[1]


def test_a_text_has_as_many_characters_or_names_as_asked_for(opened):
    page = opened("shakespeare")
    page.part("length").fill("77")
    page.part("generate").press("Enter")
    assert len(written(page)) == 77
    page = opened("names")
    page.part("seed").fill("ma")
    page.part("length").fill("9")
    page.part("generate").press("Enter")
    written(page)
    names = page.part("text").text_content().split()
    assert len(names) == 9
    assert all(one.startswith("ma") for one in names)


def test_bars_move_with_temperature_and_top_k(opened, name):
    page = opened(name)

    def rows() -> list[tuple[str, float, float, str]]:
        return rows_of(page.page.locator("svg").evaluate("svg => svg.outerHTML"))

    at_1 = rows()
    page.part("slider").press("ArrowLeft")
    assert page.part("temperature").input_value() == "0.95"
    sharper = rows()
    assert sharper[0][1] > at_1[0][1]
    assert [row[2] for row in sharper] == [row[2] for row in at_1]  # the outline stays
    page.part("temperature").fill("2")
    assert rows()[0][1] < at_1[0][1]
    page.part("k").fill("3")
    few = rows()
    assert [row[1] > 0 for row in few] == [True] * 3 + [False] * 8
    assert few[3][3] == "0.0%"
    assert page.page.evaluate("document.querySelector('[data-part=slider]').value") == "2"


def test_the_strip_changes_with_each_character(opened, name):
    page = opened(name)
    strips = []
    for _ in range(4):
        strips.append(page.page.locator(".state").evaluate("g => g.innerHTML"))
        page.part("one").press("Enter")
    assert len(set(strips)) == 4


def test_one_character_at_a_time_writes_the_same_text(opened):
    page = opened("shakespeare")
    page.part("length").fill("12")
    page.part("generate").press("Enter")
    whole = written(page)
    page.part("random").press("ArrowUp")
    page.part("random").press("ArrowDown")
    assert written(page) == ""
    for _ in range(14):  # and goes on after the end
        page.part("one").press("Enter")
    assert written(page)[:12] == whole
    assert len(written(page)) == 14


def test_it_moves_and_stops_where_motion_is_welcome(opened):
    page = opened("shakespeare", "no-preference")
    page.part("length").fill("2000")
    page.part("generate").press("Enter")
    page.page.wait_for_function("document.querySelector('[data-part=written]').textContent.length > 10")
    assert page.part("generate").inner_text() == "Stop"
    page.part("generate").press("Enter")
    length = len(written(page))
    assert 10 < length < 2000
    page.page.wait_for_timeout(150)
    assert len(written(page)) == length


def test_a_screen_reader_hears_words(opened):
    page = opened("shakespeare", "no-preference")
    live = page.part("spoken")
    assert live.get_attribute("aria-live") == "polite"
    page.page.evaluate(
        """() => {
            window.heard = [];
            const live = document.querySelector('[data-part=spoken]');
            const note = () => window.heard.push(live.textContent);
            new MutationObserver(note).observe(live, { childList: true });
        }"""
    )
    page.part("length").fill("120")
    page.part("generate").press("Enter")
    text = written(page)
    page.page.wait_for_timeout(50)
    heard = page.page.evaluate("window.heard")
    assert "".join(heard) == text
    assert len(heard) < 15  # not every character
    assert all(part[-1].isspace() for part in heard[:-1])


def test_every_control_has_a_name_and_is_reached_by_tab(opened, name):
    page = opened(name)
    for part in ("seed", "slider", "k", "length", "random"):
        assert page.part(part).evaluate("e => e.labels.length") == 1
    assert page.part("temperature").get_attribute("aria-label") == "temperature in digits"
    page.part("slider").focus()
    reached = []
    for _ in CONTROLS:
        reached.append(page.page.evaluate("document.activeElement.dataset.part"))
        page.page.keyboard.press("Tab")
    assert reached == list(CONTROLS)


@pytest.mark.parametrize(
    ("name", "part", "value", "message"),
    [
        ("shakespeare", "seed", "", "Type at least one character to begin with"),
        (
            "shakespeare",
            "seed",
            "7 é\n7",
            "The model has never seen “7” and “é”: take them out. It knows letters",
        ),
        ("names", "seed", "Mia", "The model has never seen “M”: take it out. It knows the letters a to z"),
        ("names", "seed", "a.b", "The model has never seen “.”: take it out."),
        ("names", "seed", "a" * 501, "Begin with at most 500 characters; these are 501."),
        ("names", "temperature", "", "The temperature must be a number of at least 0."),
        ("names", "temperature", "-0.5", "The temperature must be a number of at least 0."),
        ("names", "k", "0", "Top-k must be a whole number of at least 1"),
        ("names", "k", "2.5", "Top-k must be a whole number of at least 1"),
        ("names", "length", "0", "Ask for 1 to 100 names."),
        ("shakespeare", "length", "9999", "Ask for 1 to 2000 characters."),
        ("names", "random", "-1", "The random seed must be a whole number from 0 to"),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(opened, name, part, value, message):
    page = opened(name)
    before = page.part(part).input_value()
    page.part(part).fill(value)
    assert page.part("problem").inner_text().startswith(message)
    assert page.part("problem").get_attribute("role") == "alert"
    assert page.part(part).get_attribute("aria-invalid") == "true"
    for button in ("generate", "one"):
        page.part(button).press("Enter")
        assert page.part("written").text_content() == ""
        assert page.page.evaluate("document.activeElement.dataset.part") == part
    page.part(part).fill(before)
    assert page.part("problem").text_content() == ""
    assert page.part(part).get_attribute("aria-invalid") is None
    page.part("one").press("Enter")
    assert page.part("written").text_content() != ""


def test_letters_in_a_number_are_no_number(opened):
    page = opened("names")
    page.part("k").press_sequentially("e")
    assert page.part("problem").inner_text().startswith("Top-k must be a whole number")


def test_more_than_there_are_means_all(opened):
    page = opened("names")
    before = rows_of(page.page.locator("svg").evaluate("svg => svg.outerHTML"))
    page.part("k").fill("1000")
    assert rows_of(page.page.locator("svg").evaluate("svg => svg.outerHTML")) == before
    assert page.reading.endswith("There are only 27 characters: all may come.")


def test_a_setting_that_goes_wrong_meanwhile_stops_it(opened):
    page = opened("shakespeare", "no-preference")
    page.part("generate").press("Enter")
    page.page.wait_for_function("document.querySelector('[data-part=written]').textContent.length > 5")
    page.part("temperature").fill("-1")
    assert page.part("generate").inner_text() == "Generate"
    assert page.part("problem").inner_text().startswith("The temperature")


def test_without_scripts_there_is_a_picture_and_no_dead_control(in_browser, name):
    still = in_browser(text_generator(name).html, java_script_enabled=False)
    assert still.page.locator("svg").is_visible()
    assert not still.part("controls").is_visible()
    assert "the next character is" in still.reading


def test_two_on_a_page_work_alone(in_browser):
    page = in_browser(text_generator("names").html * 2, reduced_motion="reduce")
    page.part("load").nth(1).press("Enter")
    page.part("form").nth(1).wait_for(state="visible")
    assert not page.part("form").nth(0).is_visible()
    page.part("one").nth(1).press("Enter")
    assert [page.part("written").nth(i).text_content() != "" for i in (0, 1)] == [False, True]


def test_it_fits_a_small_phone(opened, name):
    page = opened(name)
    page.page.set_viewport_size({"width": 360, "height": 740})
    page.part("generate").press("Enter")
    written(page)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
