"""Checks of a unit that a student set by hand read a text, and say what is wrong with a dictionary."""

from typing import Any

import numpy as np
import pytest

from lib.checks import WrongAnswerError, units

LATCH = {"W_fx": [-20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}


@pytest.mark.parametrize(
    "unit",
    [
        LATCH,
        {name: np.array([values]) for name, values in LATCH.items()},
        LATCH | {"b_o": 20.0, "W_oh": [0]},
        LATCH | {"b_o": [0], "W_cx": (19.5, 0, 0, 0, 0)},
    ],
)
def test_a_right_unit_passes(unit: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    units.example("latch", unit, "a(b(c)d", c=[0, 1, 1, 1, 1, 0, 0])
    assert capsys.readouterr().out == "right: the c of your latch after each symbol of a(b(c)d\n"
    units.hidden("latch", unit, "((?)", c=[1, 1, 1, 0])
    assert not capsys.readouterr().out


def test_both_states_count() -> None:
    units.example("latch", LATCH, "(a", c=[1, 1], h=[0.5 * np.tanh(1)] * 2)
    with pytest.raises(WrongAnswerError, match="the h of your latch in a text\nis wrong at \\[1\\]"):
        units.hidden("latch", LATCH, "(a", c=[1, 1], h=[0.5 * np.tanh(1), 1])


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ({}, "latch is empty"),
        (None, "should be a dictionary\nit is None"),
        (LATCH | {"W_f": 1}, "has an entry 'W_f'\nthe names are\nW_fh, W_fx"),
        (LATCH | {"W_fx": 20}, "should hold 5 finite numbers\nit is\n20"),
        (LATCH | {"b_f": [1, 2]}, "should hold 1 finite number\n"),
        (LATCH | {"b_f": "open"}, "should hold 1 finite number\n"),
        (LATCH | {"b_f": float("inf")}, "should hold 1 finite number\n"),
        (LATCH | {"W_fx": [20] * 5}, "is wrong"),
    ],
)
def test_what_is_wrong_is_told(unit: Any, told: str) -> None:
    with pytest.raises(WrongAnswerError, match=told.replace("[", r"\[")) as caught:
        units.hidden("latch", unit, "a(b)", c=[0, 1, 1, 0])
    assert max(map(len, str(caught.value).split("\n"))) < 78
