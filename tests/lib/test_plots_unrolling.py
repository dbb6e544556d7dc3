"""The figure that unrolls a network step by step."""

import numpy as np
import pytest

from lib.plots.interactive.unrolling import unrolling

WORDS = ["not", "bad", "!"]
STATES = np.array([[0.5, -0.25], [1.0, 0.0], [-1.0, 0.75]])  # (T, n_h)


def test_every_step_is_drawn_and_read_out():
    html = unrolling(WORDS, STATES).html
    assert html.count('class="step"') == 3
    assert html.count('<rect class="unit') == 6
    assert html.count("unit negative") == 2
    assert "(−1.00, +0.75)" in html
    assert "Before the first word" in html


def test_the_same_states_give_the_same_figure_and_nothing_is_fetched():
    html = unrolling(WORDS, STATES).html
    assert html == unrolling(WORDS, STATES).html
    assert "http" not in html
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
