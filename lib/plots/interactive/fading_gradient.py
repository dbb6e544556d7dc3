"""A gradient that fades on its way back through time."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lib.plots._arguments import Array, number_array, same_length
from lib.plots.interactive import figure

_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 350.0, 76.0, 226.0  # the chart, in units of the picture
_CELLS = (26.0, 20.0)  # upper edge and height of the row of states
_FLOAT32 = float(np.log10(np.finfo(np.float32).eps))
_LIMIT = "resolution of float32"
_FLOOR = -12.0  # powers of ten; what lies lower has left the chart


def fading_gradient(norms: Mapping[str, ArrayLike], *, lag: int = 20) -> figure.Interactive:
    r"""How much of a gradient is left, step by step back from the last state.

    A row of states over a chart with the same axis. A slider moves through time and colours each later state
    by $\|\partial h_T / \partial h_t\|$: full at 1 (another colour above), none where a change of 1 would be
    less than the resolution of float32. A menu chooses the network, a button plays from the last state back.

    Args:
        norms: For each network its norms at lag 0, 1, ... T, `(T + 1,)`, or `(seeds, T + 1)`: then their
            geometric mean is shown.
        lag: How many steps back the slider stands at first.

    Returns:
        The figure.

    Raises:
        ValueError: If there is no network, a norm is negative or not finite, the lengths differ or are below
            2, or `lag` lies outside.
    """
    powers = {name: _powers(name, values) for name, values in norms.items()}
    if not powers:
        raise ValueError("norms is empty: give at least one label with its norms")
    first, T = next((name, len(values) - 1) for name, values in powers.items())
    for name, values in powers.items():
        same_length(f"norms[{name!r}]", len(values), f"norms[{first!r}]", T + 1)
    if not 0 <= lag <= T:
        raise ValueError(f"lag must lie between 0 and {T}, got {lag}")
    highest = max(float(values.max()) for values in powers.values())
    scale = _Scale(T, 1 + max(0.0, float(np.ceil(highest))))
    meaning = f"A small change of that state reaches state {T} multiplied by at most this."
    data = {
        "powers": [[round(v, 3) if np.isfinite(v) else None for v in p.tolist()] for p in powers.values()],
        **{"T": T, "left": _LEFT, "step": scale.step, "top": _TOP, "unit": scale.unit, "high": scale.high},
        **{"floor": _FLOOR, "faint": round(_FLOAT32, 3), "meaning": meaning},
    }
    here = powers[first][lag]
    value = f"{10**here:.1e}" if np.isfinite(here) else "less than any number that float64 holds"
    return figure.assemble(
        __file__,
        label="How a gradient fades on its way back through time",
        picture=_fading_picture(powers, scale, lag),
        controls=[
            figure.choice("choice", "network", list(powers)),
            figure.slider("step", "step t", T, T - lag),
            figure.button("play", "Play"),
        ],
        reading=f"{first}: {lag} steps back, at step {T - lag}, the norm is {value}. {meaning}",
        data=data,
    )


@dataclass(frozen=True)
class _Scale:
    """Where steps and powers of ten lie in the picture."""

    T: int
    high: float

    @property
    def step(self) -> float:
        return round((_RIGHT - _LEFT) / (self.T + 1), 4)

    @property
    def unit(self) -> float:
        return round((_BOTTOM - _TOP) / (self.high - _FLOOR), 4)

    def x(self, t: float) -> float:
        return _LEFT + (t + 0.5) * self.step

    def y(self, power: float) -> float:
        return _TOP + (self.high - power) * self.unit


def _powers(name: str, values: ArrayLike) -> Array:
    """Logarithms to base 10 of the norms at each lag, `(T + 1,)`; -inf for a norm that is 0."""
    array = np.atleast_2d(number_array(f"norms[{name!r}]", values, (1, 2)))  # (seeds, T + 1)
    if not np.isfinite(array).all() or array.min() < 0:
        raise ValueError(f"norms[{name!r}] must be finite and not negative")
    if array.shape[1] < 2:
        raise ValueError(f"norms[{name!r}] has {array.shape[1]} entry: give one for each lag from 0 to T")
    with np.errstate(divide="ignore"):
        return np.log10(array).mean(axis=0)


def _fading_picture(powers: Mapping[str, Array], scale: _Scale, lag: int) -> str:
    T, chosen = scale.T, next(iter(powers.values()))
    top, x = _CELLS[0], scale.x(T - lag)
    at = max(float(chosen[lag]), _FLOOR)
    curves = {name: _visible(scale, values) for name, values in powers.items()}
    return figure.svg(
        360,
        264,
        f"A row of states from step 0 to step {T}, coloured back from the last one by how strongly it still "
        "depends on them; below it the same norms as curves on a logarithmic scale.",
        figure.text(_LEFT, top - 8, "h₀"),
        figure.text(_RIGHT, top - 8, f"h{figure.lowered(T)}", "end"),
        *(_cell(scale, t, float(chosen[T - t]) if T - t <= lag else None) for t in range(T + 1)),
        *_axes(scale),
        *(_curve(points, first=i == 0) for i, points in enumerate(curves.values())),
        *_names(curves, scale),
        figure.text(_LEFT + 4, scale.y(_FLOAT32) + 13, _LIMIT, kind="muted"),
        f'<line class="mark" data-part="mark" x1="{x:.2f}" x2="{x:.2f}" y1="{top - 3:g}" y2="{_BOTTOM:g}"/>',
        f'<circle class="dot" data-part="dot" cx="{x:.2f}" cy="{scale.y(at):.2f}" r="3.5"/>',
    )


def _cell(scale: _Scale, t: int, power: float | None) -> str:
    """One state; `None` where the gradient has not come yet."""
    strength = 0.0 if power is None else max(0.0, 1 + min(power, 0.0) / -_FLOAT32)
    grown = " grown" if power is not None and power > 0.05 else ""
    x, (top, height) = _LEFT + t * scale.step, _CELLS
    box = f'x="{x:.2f}" y="{top:g}" width="{scale.step:.2f}" height="{height:g}"'
    return f'<rect class="cell{grown}" {box} style="fill-opacity:{strength:.3f}"/>'


def _axes(scale: _Scale) -> list[str]:
    ticks = np.unique(np.linspace(0, scale.T, 6).round().astype(int))
    limit = scale.y(_FLOAT32)
    parts = [
        f'<path class="axis" d="M{_LEFT:g} {_TOP:g}V{_BOTTOM:g}H{_RIGHT:g}"/>',
        f'<line class="limit" x1="{_LEFT:g}" x2="{_RIGHT:g}" y1="{limit:.2f}" y2="{limit:.2f}"/>',
        figure.text((_LEFT + _RIGHT) / 2, _BOTTOM + 32, "step t", "middle"),
        figure.text(2, _TOP - 17, f"‖∂h{figure.lowered(scale.T)}/∂hₜ‖"),
    ]
    for t in ticks:
        parts.append(figure.text(scale.x(int(t)), _BOTTOM + 15, str(t), "middle", "muted"))
    for power in range(int(_FLOOR), int(scale.high) + 1, 4):
        name = "1" if power == 0 else "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        parts.append(figure.text(_LEFT - 5, scale.y(power) + 4, name, "end", "muted"))
    return parts


def _visible(scale: _Scale, values: Array) -> list[tuple[float, float]]:
    """Points of one network's norms from the last state back, as far as they stay on the chart."""
    points = []
    for k, power in enumerate(values):
        if power < _FLOOR:
            if k and power > -np.inf:  # the last piece ends on the floor
                share = (values[k - 1] - _FLOOR) / (values[k - 1] - power)
                points.append((scale.x(scale.T - k + 1 - share), _BOTTOM))
            break
        points.append((scale.x(scale.T - k), scale.y(float(power))))
    return points


def _curve(points: list[tuple[float, float]], first: bool) -> str:
    kind = "curve chosen" if first else "curve"
    return f'<polyline class="{kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def _names(curves: Mapping[str, list[tuple[float, float]]], scale: _Scale) -> list[str]:
    """Each name where its curve ends, moved until it covers no other."""
    parts: list[str] = []
    limit = (_LEFT, _LEFT + 7.0 * len(_LIMIT), scale.y(_FLOAT32) + 13)
    taken = [limit]  # left, right and baseline of what is written already
    for i, (name, points) in enumerate(curves.items()):
        x, y = points[-1]
        width = 7.0 * len(name)
        inside = (
            x - 5 - width < _LEFT
        )  # no room left of the end: over a curve that falls, under one that rises
        left, rises = (x + 4 if inside else x - 5 - width), y > scale.y(0)
        y += (15.0 if rises else -6.0) if inside else -4.0
        while any(a < left + width and left < b and abs(y - other) < 14 for a, b, other in taken):
            y += 14.0 if inside and rises else -14.0
        taken.append((left, left + width, y))
        at, anchor = (left, "start") if inside else (left + width, "end")
        parts.append(figure.text(at, y, name, anchor, "name chosen" if i == 0 else "name"))
    return parts
