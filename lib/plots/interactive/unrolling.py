"""A recurrent network, unrolled step by step."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lib.plots._arguments import Array, number_array, same_length
from lib.plots.interactive import figure

_COLUMN, _UNIT = 68.0, 18.0  # width of a step, size of a unit
_STATE_TOP = 26.0


def unrolling(words: Sequence[str], states: ArrayLike) -> figure.Interactive:
    """A recurrent network unrolled one step at a time, with the states that it really went through.

    A column for each word: the word, an arrow up to its state, an arrow from the state before. A slider or a
    button adds column after column after a first state of zeros; the still picture shows all of them.

    Args:
        words: The T words that were read; each should be short.
        states: States after each word, `(T, n_h)`, between -1 and 1; few units, since each is drawn.

    Returns:
        The figure.

    Raises:
        ValueError: If there is no word, the lengths differ, there are more than 6 words or units, or a state
            lies outside -1 and 1.
    """
    array = number_array("states", states, (2,))  # (T, n_h)
    same_length("words", len(words), "states", len(array))
    if not 1 <= len(words) <= 6 or not 1 <= array.shape[1] <= 6:
        raise ValueError(f"give 1 to 6 words and units, got states of shape {array.shape}")
    if not (np.abs(array) <= 1).all():
        raise ValueError("states must lie between -1 and 1, as tanh leaves them")
    readings = [_reading(words, array, t) for t in range(len(words) + 1)]
    return figure.assemble(
        __file__,
        label="A recurrent network, unrolled step by step",
        picture=_unrolled_picture(words, array),
        controls=[
            figure.slider("step", "step", len(words), len(words)),
            figure.button("next", "Start again"),
        ],
        reading=readings[-1],
        data={"readings": readings},
    )


def _reading(words: Sequence[str], states: Array, t: int) -> str:
    if t == 0:
        return "Before the first word: h₀ is all zeros."
    now, before = figure.lowered(t), figure.lowered(t - 1)
    numbers = ", ".join(f"{value:+.2f}".replace("-", "−") for value in states[t - 1])
    return (
        f"Step {t} reads “{words[t - 1]}”: h{now} = tanh(W_hh h{before} + W_hx x{now} + b_h) = ({numbers})."
    )


def _unrolled_picture(words: Sequence[str], states: Array) -> str:
    T, n_h = states.shape
    bottom = _STATE_TOP + n_h * _UNIT
    pairs = enumerate(zip(words, states, strict=True), start=1)
    columns = [_column(word, state, t, bottom) for t, (word, state) in pairs]
    alt = (
        f"{T} words in a row, an arrow from each up to a state of {n_h} units, and an arrow to each state "
        "from the one before it. A unit is coloured by its value, negative ones in another colour."
    )
    width = max(_place(T) + 35, 290)
    return figure.svg(width, bottom + 116, alt, *_state(np.zeros(n_h), 0), *columns, *_legend(bottom + 78))


def _place(t: int) -> float:
    """The middle of a step."""
    return 26 + _COLUMN * t


def _state(state: Array, t: int) -> list[str]:
    name = figure.text(_place(t), _STATE_TOP - 8, f"h{figure.lowered(t)}", "middle")
    return [name, *(_unit(value, _place(t), _STATE_TOP + i * _UNIT) for i, value in enumerate(state))]


def _legend(top: float) -> list[str]:
    parts = [figure.text(8, top + 14, "value of a unit")]
    for i, value in enumerate((-1, -0.5, 0, 0.5, 1)):
        middle = 130 + 34 * i
        number = f"{value:g}".replace("-", "−")
        parts += [_unit(value, middle, top), figure.text(middle, top + 32, number, "middle", "muted")]
    return parts


def _column(word: str, state: Array, t: int, bottom: float) -> str:
    middle = _place(t)
    centre = (_STATE_TOP + bottom) / 2
    parts = [
        *_state(state, t),
        _arrow(_place(t - 1) + _UNIT / 2 + 3, centre, middle - _UNIT / 2 - 3, centre),
        _arrow(middle, bottom + 34, middle, bottom + 4),
        f'<rect class="word" x="{middle - 31:g}" y="{bottom + 36:g}" width="62" height="24" rx="4"/>',
        figure.text(middle, bottom + 52, word, "middle"),
    ]
    return f'<g class="step">{"".join(parts)}</g>'


def _unit(value: float, middle: float, top: float) -> str:
    kind = "unit negative" if value < 0 else "unit"
    box = f'x="{middle - _UNIT / 2:g}" y="{top:g}" width="{_UNIT:g}" height="{_UNIT:g}"'
    return f'<rect class="{kind}" {box} style="fill-opacity:{abs(value):.3f}"/>'


def _arrow(x0: float, y0: float, x1: float, y1: float) -> str:
    """A straight line to the right or upwards, with a tip."""
    tip = f"M{x1:g} {y1:g}l-6 -3.5v7z" if y0 == y1 else f"M{x1:g} {y1:g}l-3.5 6h7z"
    return f'<path class="flow" d="M{x0:g} {y0:g}L{x1:g} {y1:g}"/><path class="tip" d="{tip}"/>'
