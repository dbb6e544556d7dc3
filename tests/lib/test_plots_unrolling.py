"""The figure that unrolls a network step by step."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from lib.plots.interactive.unrolling import unrolling

WORDS = ["not", "bad", "!"]
STATES = np.array([[0.5, -0.25], [1.0, 0.0], [-1.0, 0.75]])  # (T, n_h)


def test_every_step_is_drawn_and_read_out():
    html = unrolling(WORDS, STATES).html
    steps = re.findall(r'<g class="step">.*?</g>', html)
    assert [step.count('<rect class="unit') for step in steps] == [2, 2, 2]
    assert sum(step.count("unit negative") for step in steps) == 2
    assert "(−1.00, +0.75)" in html
    assert "Before the first word" in html


def test_the_first_state_is_drawn_and_colours_are_explained():
    picture = ET.fromstring(re.search(r"<svg.*?</svg>", unrolling(WORDS, STATES).html, re.S)[0])
    opacity = [part.get("style") for part in picture if (part.get("class") or "").startswith("unit")]
    assert opacity[:2] == ["fill-opacity:0.000"] * 2  # h_0
    texts = [part.text for part in picture if part.tag == "text"]
    assert texts == ["h₀", "value of a unit", "−1", "−0.5", "0", "0.5", "1"]
    assert len(opacity[2:]) == 5


def test_the_button_adds_a_step_and_the_slider_goes_to_one(in_browser):
    page = in_browser(unrolling(WORDS, STATES).html)
    later = page.page.locator(".step.later")
    assert later.count() == 0
    page.part("next").click()
    assert later.count() == 3
    assert "Before the first word" in page.reading
    page.part("next").press("Enter")
    assert later.count() == 2
    assert page.reading.startswith("Step 1 reads “not”")
    page.part("step").press("End")
    assert later.count() == 0
    assert page.part("step").get_attribute("aria-valuetext").startswith("Step 3 reads “!”")
    assert page.part("next").inner_text() == "Start again"
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_all_steps_are_seen(in_browser):
    still = in_browser(unrolling(WORDS, STATES).html, java_script_enabled=False)
    assert still.page.locator(".step.later").count() == 0
    assert not still.part("controls").is_visible()
    assert still.reading.startswith("Step 3")


def test_the_same_states_give_the_same_figure_and_nothing_is_fetched():
    html = unrolling(WORDS, STATES).html
    assert html == unrolling(WORDS, STATES).html
    assert re.findall(r"https?:|@import|url\(|\bsrc=", html) == []
    assert unrolling(["<b>", "x", "y"], STATES).html.count("<b>") == 0


@pytest.mark.parametrize(
    ("words", "states", "message"),
    [
        (WORDS[:2], STATES, "words"),
        (WORDS, STATES * 2, "between -1 and 1"),
        (WORDS, np.zeros((3, 7)), "1 to 6 words and units"),
        (WORDS, np.zeros(3), "states"),
    ],
)
def test_what_does_not_fit_is_named(words, states, message):
    with pytest.raises(ValueError, match=message):
        unrolling(words, states)
