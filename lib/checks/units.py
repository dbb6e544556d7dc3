"""One LSTM unit whose weights a student set by hand, and its states while it reads a text.

latch = {"W_fx": [-20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}
units.example("latch", latch, "a(b)", c=[0, 1, 1, 0])
"""

from collections.abc import Mapping, Sequence
from typing import Any

from numpy import asarray, isfinite, ndarray, zeros

from lib.checks import words
from lib.checks.calls import Result, WrongAnswerError
from lib.reference import lstm

_SYMBOLS = '()"?'  # and a fifth for any other
_SIZES = {f"{w}_{k}{of}": n for k in "fico" for w, of, n in [("W", "h", 1), ("W", "x", 5), ("b", "", 1)]}


def example(name: str, unit: Any, text: str, **states: Sequence[float]) -> None:
    """Hold states of a unit against what they should be, as an example that a student may see.

    Args:
        name: What the unit is called.
        unit: Its parameters by name, a number each, and five for each `W_gx`; what is left out is 0.
        text: What it reads, symbol by symbol, from h = c = 0.
        states: `h` or `c` after each symbol; within 2%, and within 0.05 where they are 0.

    Raises:
        WrongAnswerError: If there is no such unit, or a state differs.
    """
    _hold(name, unit, text, states, hidden=False)


def hidden(name: str, unit: Any, text: str, **states: Sequence[float]) -> None:
    """Hold states of a unit as a hidden test: as `example` does, but messages give nothing away.

    Args:
        name: What the unit is called.
        unit: Its parameters by name, a number each, and five for each `W_gx`; what is left out is 0.
        text: What it reads, symbol by symbol, from h = c = 0.
        states: `h` or `c` after each symbol; within 2%, and within 0.05 where they are 0.

    Raises:
        WrongAnswerError: If there is no such unit, or a state differs.
    """
    _hold(name, unit, text, states, hidden=True)


def _hold(name: str, unit: Any, text: str, states: Mapping[str, Sequence[float]], hidden: bool) -> None:
    got = _states(name, unit, text)
    where = "in a text" if hidden else f"after each symbol of {text}"
    for state, expected in states.items():
        result = Result(f"the {state} of your {name} {where}", got[state], hidden=hidden)
        result.gives(asarray(expected, float), rtol=0.02, atol=0.05)


def _states(name: str, unit: Any, text: str) -> dict[str, ndarray]:
    """Both states after each symbol, (T,) each."""
    p = _parameters(name, unit)
    x = [[[s == symbol for symbol in _SYMBOLS] + [s not in _SYMBOLS] for s in text]]  # (1, T, 5)
    trace = lstm.forward(p, asarray(x, float))
    return {"h": trace.h[0, 1:, 0].round(4), "c": trace.c[0, 1:, 0].round(4)}


def _parameters(name: str, unit: Any) -> dict[str, ndarray]:
    if not isinstance(unit, Mapping):
        raise WrongAnswerError(f"{name} should be a dictionary\nit is {words.described(unit)}")
    if not unit:
        raise WrongAnswerError(f"{name} is empty: put your weights into it")
    if unknown := [key for key in unit if key not in _SIZES]:
        raise WrongAnswerError(f"{name} has an entry {unknown[0]!r}\nthe names are\n{', '.join(_SIZES)}")
    p = {}
    for key, n in _SIZES.items():
        value = unit.get(key, zeros(n))
        array = words.numbers(value)
        if array is None or array.size != n or not isfinite(array).all():
            wanted = words.counted(n, "finite number")
            raise WrongAnswerError(f"{name}[{key!r}] should hold {wanted}\nit is\n{words.shown(value)}")
        p[key] = array.astype(float).reshape(-1 if key[0] == "b" else (1, n))
    return p
