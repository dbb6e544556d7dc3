"""One unit of an LSTM whose gates are moved by hand."""

import math
from dataclasses import asdict, dataclass

from lib.plots.interactive import figure

_BELT, _NEW = 82.0, 226.0  # heights of the two lines that numbers are carried along
_UNIT = 14.0  # height of a 1
_DOOR = 34.0  # half of a gate that is shut
_PLACES = {"old": 34.0, "f": 92.0, "kept": 140.0, "plus": 184.0, "c": 226.0, "o": 284.0, "h": 332.0}
_BELOW = {"x": 34.0, "candidate": 100.0, "i": 142.0, "written": 184.0}

# What the gates do together: (f, i, o).
SETTINGS = {
    "your own": None,
    "keep": (1.0, 0.0, 1.0),
    "keep and hide": (1.0, 0.0, 0.0),
    "add": (1.0, 1.0, 1.0),
    "replace": (0.0, 1.0, 1.0),
    "forget": (0.0, 0.0, 1.0),
}
GATE_STEPS, STEPS = 20, 10
"""Positions of a slider for 1: of a gate, and of the other numbers."""
LARGEST = 3


@dataclass(frozen=True)
class Values:
    """All numbers of one step of one unit."""

    old: float
    x: float
    kept: float
    candidate: float
    written: float
    c: float
    h: float


def step(c: float, f: float, i: float, o: float, x: float) -> Values:
    """One step of the unit, whose candidate is `tanh(x)`.

    Args:
        c: The old cell state.
        f: The forget gate.
        i: The input gate.
        o: The output gate.
        x: The input.

    Returns:
        The numbers on the way, and the new cell state and hidden state.
    """
    kept, candidate = f * c, math.tanh(x)
    new = kept + i * candidate
    return Values(c, x, kept, candidate, i * candidate, new, o * math.tanh(new))


def lstm_cell(
    *, c: float = 1.5, f: float = 0.9, i: float = 0.5, o: float = 0.6, x: float = -1.0
) -> figure.Interactive:
    """One unit of an LSTM: sliders for the old memory, the gates and the input; c and h follow.

    Numbers stand as columns on two belts. Each gate is a pair of doors that is as wide open as its slider
    says. A menu sets all gates at once: keep, hide, add, replace, forget.

    Args:
        c: The old cell state at first, between -3 and 3.
        f: The forget gate at first, between 0 and 1.
        i: The input gate at first.
        o: The output gate at first.
        x: The input at first, between -3 and 3; what could be written is `tanh(x)`.

    Returns:
        The figure.

    Raises:
        ValueError: If a number lies outside, or between two positions of its slider.
    """
    gates, numbers = {"f": f, "i": i, "o": o}, {"c": c, "x": x}
    for name, value in gates.items():
        _check(name, value, 0, 1, GATE_STEPS)
    for name, value in numbers.items():
        _check(name, value, -LARGEST, LARGEST, STEPS)
    values = step(c, f, i, o, x)
    far = LARGEST * STEPS
    data = {
        "settings": list(SETTINGS.values()),
        **{"gateSteps": GATE_STEPS, "steps": STEPS, "unit": _UNIT, "door": _DOOR},
        **{"belt": _BELT, "below": _NEW},
    }
    return figure.assemble(
        __file__,
        label="One unit of an LSTM whose gates are moved by hand",
        picture=_picture(values, gates),
        controls=[
            figure.choice("choice", "gates", list(SETTINGS)),
            figure.slider("f", "forget gate f", GATE_STEPS, round(f * GATE_STEPS)),
            figure.slider("i", "input gate i", GATE_STEPS, round(i * GATE_STEPS)),
            figure.slider("o", "output gate o", GATE_STEPS, round(o * GATE_STEPS)),
            figure.slider("x", "input x", far, round(x * STEPS), lowest=-far),
            figure.slider("old", "old memory c", far, round(c * STEPS), lowest=-far),
        ],
        reading=_reading(values, gates),
        data=data,
    )


def _check(name: str, value: float, low: float, high: float, steps: int) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name} must lie between {low:g} and {high:g}, got {value}")
    if abs(value * steps - round(value * steps)) > 1e-9:
        raise ValueError(f"{name} must be a multiple of {1 / steps:g}, got {value}")


def _reading(values: Values, gates: dict[str, float]) -> str:
    old, x, kept, candidate, written, c, h = (_written(value) for value in asdict(values).values())
    f, i, o = (_written(value) for value in gates.values())
    return (
        f"Kept: {f} × {_term(old)} = {kept}. "
        f"Written: {i} × tanh({x}) = {i} × {_term(candidate)} = {written}. "
        f"New memory c = {kept} + {_term(written)} = {c}. Shown: h = {o} × tanh({c}) = {h}."
    )


def _term(number: str) -> str:
    """A number after a sign of a sum or a product."""
    return f"({number})" if number.startswith("−") else number


def _written(value: float) -> str:
    """Two decimals, with a minus of full width and none before a zero."""
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and float(text) else text


def _picture(values: Values, gates: dict[str, float]) -> str:
    numbers = asdict(values)
    upper = [_column(name, numbers[name], _PLACES[name], _BELT) for name in ("old", "kept", "c", "h")]
    lower = [_column(name, numbers[name], _BELOW[name], _NEW) for name in ("x", "candidate", "written")]
    doors = [
        _gate("f", gates["f"], _PLACES["f"], _BELT),
        _gate("o", gates["o"], _PLACES["o"], _BELT),
        _gate("i", gates["i"], _BELOW["i"], _NEW),
    ]
    return figure.svg(
        366,
        310,
        "Two lines. On the upper one the old memory passes the doors of the forget gate, meets a plus, is "
        "the new memory, and passes tanh and the doors of the output gate. On the lower one the input, "
        "squashed by tanh, passes the doors of the input gate and goes up to the plus. Numbers are columns.",
        *_belts(),
        *doors,
        *upper,
        *lower,
        *_names(),
    )


def _belts() -> list[str]:
    plus = _PLACES["plus"]
    return [
        f'<path class="belt" d="M8 {_BELT:g}H{plus - 11:g}M{plus + 11:g} {_BELT:g}H352"/>',
        f'<path class="tip" d="M360 {_BELT:g}l-10 -5v10z"/>',
        f'<path class="way" d="M8 {_NEW:g}H{plus:g}V{_BELT + 15:g}"/>',
        f'<path class="tip" d="M{plus:g} {_BELT + 12:g}l-4.5 9h9z"/>',
        f'<circle class="plus" cx="{plus:g}" cy="{_BELT:g}" r="11"/>',
        figure.text(plus, _BELT + 4.5, "+", "middle"),
    ]


def _names() -> list[str]:
    top, foot = 14.0, _NEW + 78
    named = {"old": "old c", "kept": "f × c", "c": "new c", "h": "h"}
    below = {"x": "x", "candidate": "tanh(x)", "written": "i × tanh(x)"}
    parts = [figure.text(_PLACES[part], top, name, "middle") for part, name in named.items()]
    parts += [figure.text(_BELOW[part], foot, name, "middle") for part, name in below.items()]
    parts += [figure.text(_PLACES[gate], _BELT - _DOOR - 8, gate, "middle", "gate-name") for gate in "fo"]
    parts += [figure.text(_BELOW["i"], _NEW - _DOOR - 8, "i", "middle", "gate-name")]
    parts += [figure.text(256, _BELT - 8, "tanh", "middle", "muted")]
    parts += [figure.text(67, _NEW - 8, "tanh", "middle", "muted")]
    return parts


def _column(name: str, value: float, x: float, zero: float) -> str:
    """A number as a column that stands on its line or hangs from it, and in digits."""
    height = abs(value) * _UNIT
    top = zero - height if value >= 0 else zero
    kind = "column negative" if value < 0 else "column"
    box = f'x="{x - 9:g}" y="{top:.2f}" width="18" height="{height:.2f}"'
    column = f'<rect class="{kind}" data-part="{name}-column" {box}/>'
    foot = zero + 64
    text = f'<text data-part="{name}-number" x="{x:g}" y="{foot:g}" text-anchor="middle" class="number">'
    return f"{column}{text}{_written(value)}</text>"


def _gate(name: str, opening: float, x: float, zero: float) -> str:
    """Two doors, one over and one under the line; what is between them is open."""
    shut = _DOOR * (1 - opening)
    frame = (
        f'<rect class="frame" x="{x - 6:g}" y="{zero - _DOOR:g}" width="12" height="{2 * _DOOR:g}" rx="2"/>'
    )
    upper = f'x="{x - 6:g}" y="{zero - _DOOR:g}" width="12" height="{shut:.2f}"'
    lower = f'x="{x - 6:g}" y="{zero + _DOOR - shut:.2f}" width="12" height="{shut:.2f}"'
    number = f'<text data-part="{name}-number" x="{x:g}" y="{zero + _DOOR + 14:g}" text-anchor="middle"'
    return (
        f'{frame}<rect class="door" data-part="{name}-upper" {upper}/>'
        f'<rect class="door" data-part="{name}-lower" {lower}/>'
        f'{number} class="number muted">{_written(opening)}</text>'
    )
