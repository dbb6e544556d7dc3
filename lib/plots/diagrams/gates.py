"""Drawings for part 3: the gates of an LSTM, with the numbers that flow through them."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lib.plots._arguments import Array, finite_array, same_length
from lib.plots.canvas import SMALL, Canvas, Node
from lib.plots.style import BLUE, GREEN, GREY, INK, OCHRE, PAPER, PLUM, TINTS, VERMILLION, for_words

# One meaning, one colour, in every drawing of the part.
FORGET, INPUT, OUTPUT, CELL, CANDIDATE = VERMILLION, BLUE, OCHRE, GREEN, PLUM

_LANE, _JAW, _MOST_LANES = 58.0, 22.0, 5


def lstm_cell() -> Figure:
    """The whole cell: a belt with the cell state on top, below it what each gate lets through.

    Returns:
        The figure.
    """
    c = Canvas()
    belt, gates, line = 34.0, 148.0, 212.0
    times = c.circle(78, belt, 12, "×", colour=FORGET)
    plus = c.circle(196, belt, 12, "+", colour=CELL)
    for start, end in (((0, belt), times.left), (times.right, plus.left), (plus.right, (388, belt))):
        c.arrow(start, end, colour=CELL, width=4)
    c.label(4, belt - 16, "$c_{t-1}$", ha="left")
    c.label(384, belt - 16, "$c_t$", ha="right")
    write = c.circle(196, 92, 12, "×", colour=INPUT)
    squash = c.box(322, 78, 46, 22, "tanh", colour=GREY, fill=PAPER, size=11)
    show = c.circle(322, gates, 12, "×", colour=OUTPUT)
    forget, allow, new, out = (
        c.box(x, gates, 42, 26, text, colour=colour)
        for x, text, colour in (
            (78, "$f_t$", FORGET),
            (150, "$i_t$", INPUT),
            (222, r"$\tilde{c}_t$", CANDIDATE),
            (274, "$o_t$", OUTPUT),
        )
    )
    c.arrow(forget.top, times.bottom, colour=FORGET)
    c.arrow(allow.top, (187, 101), colour=INPUT)
    c.arrow(new.top, (205, 101), colour=CANDIDATE)
    c.arrow(write.top, plus.bottom)
    c.arrow((322, belt), squash.top)
    c.arrow(squash.bottom, show.top)
    c.arrow(out.right, show.left, colour=OUTPUT)
    c.path([show.right, (360, gates), (360, line), (388, line)])
    c.label(384, line - 14, "$h_t$", ha="right")
    _shared_line(c, line, (forget, allow, new, out))
    return c.done()


def _shared_line(c: Canvas, y: float, layers: Sequence[Node]) -> None:
    """What all four layers read: the last state and the new input."""
    c.label(0, y - 12, "$h_{t-1}$", ha="left")
    c.label(0, y + 13, "$x_t$", ha="left")
    c.arrow((34, y), (layers[-1].x, y), head=False)
    for layer in layers:
        c.arrow((layer.x, y), layer.bottom)
    c.label(178, y + 20, "four layers, each computed from $h_{t-1}$ and $x_t$", fontsize=11)


def forget_gate(c_before: ArrayLike, f: ArrayLike) -> Figure:
    """What is kept of the old memory, unit by unit: `f * c_before`.

    Args:
        c_before: Cell state before the step, `(n_h,)`, at most 5 units.
        f: The forget gate, `(n_h,)`, between 0 and 1.

    Returns:
        The figure.

    Raises:
        ValueError: If the lengths differ, there are more units, or a gate lies outside 0 and 1.
    """
    old, gate = _vector("c_before", c_before), _gate("f", f, c_before)
    return _through_a_gate((old, "$c_{t-1}$", CELL), (gate, "$f_t$", FORGET), r"$f_t \circ c_{t-1}$", CELL)


def input_gate(candidate: ArrayLike, i: ArrayLike) -> Figure:
    """What is written of the candidate, unit by unit: `i * candidate`.

    Args:
        candidate: What could be written, `(n_h,)`, at most 5 units.
        i: The input gate, `(n_h,)`, between 0 and 1.

    Returns:
        The figure.

    Raises:
        ValueError: If the lengths differ, there are more units, or a gate lies outside 0 and 1.
    """
    new, gate = _vector("candidate", candidate), _gate("i", i, candidate)
    name = r"$\tilde{c}_t$"
    return _through_a_gate(
        (new, name, CANDIDATE), (gate, "$i_t$", INPUT), r"$i_t \circ \tilde{c}_t$", CANDIDATE
    )


def output_gate(c_now: ArrayLike, o: ArrayLike) -> Figure:
    """What is shown of the memory, unit by unit: `o * tanh(c_now)`.

    Args:
        c_now: Cell state after the step, `(n_h,)`, at most 5 units.
        o: The output gate, `(n_h,)`, between 0 and 1.

    Returns:
        The figure.

    Raises:
        ValueError: If the lengths differ, there are more units, or a gate lies outside 0 and 1.
    """
    squashed, gate = np.tanh(_vector("c_now", c_now)), _gate("o", o, c_now)
    return _through_a_gate((squashed, r"$\tanh(c_t)$", CELL), (gate, "$o_t$", OUTPUT), "$h_t$", OUTPUT)


def new_memory(kept: ArrayLike, written: ArrayLike) -> Figure:
    """The new memory, unit by unit: what was kept and what is written, added.

    Args:
        kept: What the forget gate let through, `(n_h,)`, at most 5 units.
        written: What the input gate let through, `(n_h,)`.

    Returns:
        The figure.

    Raises:
        ValueError: If the lengths differ or there are more units.
    """
    left, right = _vector("kept", kept), _vector("written", written)
    same_length("written", len(right), "kept", len(left))
    c = Canvas()
    places = (44.0, 184.0, 330.0)
    for x, name in zip(places, (r"$f_t \circ c_{t-1}$", r"$i_t \circ \tilde{c}_t$", "$c_t$"), strict=True):
        c.label(x, 0, name)
    for k, (a, b) in enumerate(zip(left, right, strict=True)):
        y = 72 + 78.0 * k
        first, second = _number(c, places[0], y, a, CELL), _number(c, places[1], y - 42, b, CANDIDATE)
        plus, total = c.circle(places[1], y, 11, "+", colour=CELL), _number(c, places[2], y, a + b, CELL)
        c.arrow(first.right, plus.left, colour=CELL, width=3)
        c.arrow(second.bottom, plus.top, colour=CANDIDATE)
        c.arrow(plus.right, total.left, colour=CELL, width=3)
    return c.done()


def _through_a_gate(
    source: tuple[Array, str, str], gate: tuple[Array, str, str], result: str, colour: str
) -> Figure:
    """A lane for each unit: a number, a gate as wide open as its value says, what comes through."""
    values, name, source_colour = source
    openings, gate_name, gate_colour = gate
    c = Canvas()
    places = (44.0, 184.0, 330.0)
    for x, title in zip(places, (name, gate_name, result), strict=True):
        c.label(x, 0, title)
    for k, (value, opening) in enumerate(zip(values, openings, strict=True)):
        y = 46 + _LANE * k
        start = _number(c, places[0], y, value, source_colour)
        end = _number(c, places[2], y, value * opening, colour)
        _jaws(c, places[1], y, opening, gate_colour)
        c.arrow(start.right, (places[1] - 9, y), head=False, colour=source_colour, width=3)
        c.label(places[1] + 34, y - 13, f"× {opening:.2f}", color=for_words(gate_colour), fontsize=11)
        through = 0.8 + 2.2 * float(opening)
        c.arrow((places[1] + 9, y), end.left, colour=source_colour, width=through, dashed=opening < 0.05)
    return c.done()


def _jaws(c: Canvas, x: float, y: float, opening: float, colour: str) -> None:
    """Two doors over and under a lane; what is between them is open."""
    closed = _JAW * (1 - float(opening))
    for edge, away in ((y - _JAW, 1), (y + _JAW, -1)):
        c.arrow((x - 8, edge), (x + 8, edge), head=False, colour=colour, width=2)
        if closed > 0.2:
            c.box(x, edge + away * closed / 2, 12, closed, colour=colour, fill=colour, corner=0)


def _number(c: Canvas, x: float, y: float, value: float, colour: str) -> Node:
    return c.box(x, y, 58, 26, _written(value), colour=colour)


def _written(value: float) -> str:
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")


def gate_strips(
    inputs: Mapping[str, ArrayLike],
    gates: Mapping[str, ArrayLike],
    memory: ArrayLike,
    output: ArrayLike,
    *,
    number: str = "{:.0f}",
) -> Figure:
    """One unit over time: inputs, a strip for each gate that is filled where it is open, memory, output.

    Args:
        inputs: For each label of an input its values, `(T,)`, at most 10 steps.
        gates: For each label of a gate its values between 0 and 1, `(T,)`.
        memory: Cell states after each step, `(T,)`.
        output: Hidden states after each step, `(T,)`.
        number: Format of memory and output.

    Returns:
        The figure.

    Raises:
        ValueError: If there are more steps, lengths differ, or a gate lies outside 0 and 1.
    """
    cells, shown = _vector("memory", memory, most=10), _vector("output", output, most=10)
    T = len(cells)
    same_length("output", len(shown), "memory", T)
    read = {label: _vector(label, values, most=10) for label, values in inputs.items()}
    strips = {label: _gate(label, values, cells, most=10) for label, values in gates.items()}
    for label, values in read.items():
        same_length(label, len(values), "memory", T)
    c = Canvas()
    left, w = 76.0, min(36.0, 320 / T)
    y = 0.0
    for label, values in read.items():
        words = [f"{value:g}".replace("-", "−") if value else "" for value in values]
        c.cells(left, y, [words], w=w, h=20, size=11)
        c.label(0, y + 10, label, ha="left")
        y += 20
    y += 12
    for (label, values), colour in zip(strips.items(), (INPUT, FORGET, OUTPUT), strict=False):
        fills = [[_shade(colour, value) for value in values]]
        words = [f"{value:.2g}" if 0.01 < value < 0.99 else f"{value:.0f}" for value in values]
        c.cells(left, y, [words], w=w, h=22, fills=fills, size=SMALL)
        c.label(0, y + 11, label, ha="left")
        y += 28
    for label, values, colour in (("memory $c$", cells, CELL), ("output $h$", shown, OUTPUT)):
        y = _columns(c, (left, y + 20), w, values, label, colour, number)
    for t in range(T):
        c.label(left + (t + 0.5) * w, y + 10, str(t + 1), fontsize=SMALL, color=GREY)
    c.label(0, y + 10, "step", ha="left", color=GREY)
    return c.done()


def _columns(
    c: Canvas, corner: tuple[float, float], w: float, values: Array, label: str, colour: str, number: str
) -> float:
    """A column for each step with its number over it; returns where the next row may begin."""
    left, top = corner
    highest = max(float(np.abs(values).max()), 1e-9)
    ground = top + 46
    for t, value in enumerate(values):
        height = 44 * abs(float(value)) / highest
        middle = left + (t + 0.5) * w
        if height > 0.5:
            c.box(middle, ground - height / 2, 0.7 * w, height, colour=colour, corner=0)
        text = number.format(value + 0.0).replace("-", "−")
        c.label(middle, ground - height - 9, text, fontsize=11)
    c.arrow((left, ground), (left + w * len(values), ground), head=False, colour=GREY, width=1)
    c.label(0, ground - 10, label, ha="left", color=INK)
    return ground + 6


def _shade(colour: str, value: float) -> str:
    """White for a closed gate, the colour's own companion, somewhat deeper, for an open one."""
    deep = 0.7 * np.array(to_rgb(TINTS[colour])) + 0.3 * np.array(to_rgb(colour))
    red, green, blue = (1 - value) + value * deep
    return to_hex((red, green, blue))


def _vector(name: str, values: ArrayLike, most: int = _MOST_LANES) -> Array:
    array = finite_array(name, values, (1,))
    if len(array) > most:
        raise ValueError(f"{name} has {len(array)} entries, and at most {most} can be drawn")
    return array


def _gate(name: str, values: ArrayLike, beside: ArrayLike, most: int = _MOST_LANES) -> Array:
    array = _vector(name, values, most)
    same_length(name, len(array), "the values that it lets through", len(np.atleast_1d(beside)))
    if array.min() < 0 or array.max() > 1:
        raise ValueError(f"{name} must lie between 0 and 1, got {array.min():g} to {array.max():g}")
    return array
