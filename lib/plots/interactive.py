"""Figures that move: one piece of HTML each, made from measured numbers, complete without a network.

A figure is a still picture, drawn here as SVG, with hidden controls below it; its script, where it may run,
shows the controls and moves what is already drawn. So the picture is there without JavaScript. Colours are
the site's own variables, which follow light and dark; elsewhere they fall back on Jupyter's or on fixed ones.

To add a figure, write a function like `fading_gradient`: check the arguments, draw the still picture at its
first position (`_svg`), build the controls (`_slider`, `_choice`, `_button`), and hand them to `_assemble`
with the numbers and a script. The script is a JavaScript function `(box, data) => {...}`, called once with
the figure's element and the numbers. `box.find(name)` is the element whose `data-part` is that name, and
`box.calm` says that the reader asked for less motion: then nothing may move by itself.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

import numpy as np
from numpy.typing import ArrayLike

from lib.plots._arguments import Array, number_array, same_length


@dataclass(frozen=True)
class Interactive:
    """A figure for a notebook or a web page.

    Attributes:
        html: One `div` with everything that the figure needs. The same arguments give the same text.
    """

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


# In the dark the theme lays HTML output on a light ground, for tables that know of one ground only.
_STYLE = """
#ID {
  --ink: var(--pst-color-text-base, var(--jp-content-font-color1, #222832));
  --muted: var(--pst-color-text-muted, var(--jp-content-font-color2, #48566b));
  --ground: var(--pst-color-background, var(--jp-layout-color0, #fff));
  --line: var(--pst-color-border, var(--jp-border-color1, #d1d5da));
  --main: var(--pst-color-primary, #0a7d91);
  --other: var(--pst-color-accent, #c132af);
  box-sizing: border-box; max-width: 40rem; color: var(--ink); background: var(--ground);
}
#ID svg { display: block; width: 100%; max-width: 34rem; height: auto; margin: 0 auto; }
#ID svg text {
  fill: var(--ink); font: 12.5px system-ui, sans-serif;
  paint-order: stroke; stroke: var(--ground); stroke-width: 3px; stroke-linejoin: round;
}
#ID svg .muted { fill: var(--muted); }
#ID .controls { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-top: .5rem; }
#ID .controls[hidden] { display: none; }
#ID .controls label { display: flex; flex: 1 1 15rem; gap: .5rem; align-items: center; margin: 0; }
#ID .controls input { flex: 1 1 6rem; min-width: 0; }
#ID :is(select, button) {
  color: var(--ink); background: var(--ground); border: 1px solid var(--muted); border-radius: .25rem;
  padding: .1rem .5rem; min-height: 2rem; font: inherit; max-width: 100%;
}
#ID :is(select, button, input):focus-visible { outline: 2px solid var(--other); outline-offset: 2px; }
#ID output, #ID noscript { display: block; margin-top: .5rem; }
#ID output { min-height: 3.2em; font-variant-numeric: tabular-nums; text-align: left; }
html[data-theme] body .bd-content div.cell_output .text_html.output:has(#ID) {
  background: transparent; padding: 0;
}
"""

# A page may hold the same figure twice, and Jupyter may insert it again: each is started once.
_START = """
(() => {
  const start = SCRIPT;
  for (const box of document.querySelectorAll('[data-figure="ID"]:not([data-started])')) {
    box.dataset.started = "";
    box.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.find = (name) => box.querySelector(`[data-part="${name}"]`);
    start(box, JSON.parse(box.querySelector('script[type="application/json"]').textContent));
    box.find("controls").hidden = false;
  }
})();
"""


def _assemble(
    *, label: str, picture: str, controls: str, reading: str, data: object, script: str, style: str = ""
) -> Interactive:
    """Puts a figure together.

    Args:
        label: What the figure is, for a screen reader.
        picture: The still picture, from `_svg`.
        controls: Elements that the script listens to.
        reading: What the picture says at its first position; the script writes later ones into `reading`.
        data: Numbers and labels for the script, anything that JSON can hold.
        script: JavaScript function of `(box, data)`.
        style: CSS of this kind of figure; `#ID` stands for the figure.

    Returns:
        The figure.
    """
    numbers = json.dumps(data, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    name = "moving-" + sha256((label + picture + numbers + script).encode()).hexdigest()[:10]
    html = f"""<div class="interactive-figure" id="{name}" data-figure="{name}" role="group"
 aria-label="{escape(label)}">
<style>{(_STYLE + style).replace("#ID", "#" + name)}</style>
{picture}
<div class="controls" data-part="controls" hidden>{controls}</div>
<output data-part="reading">{escape(reading)}</output>
<noscript>The controls of this figure need JavaScript; the picture stands still without it.</noscript>
<script type="application/json">{numbers}</script>
<script>{_START.replace("ID", name).replace("SCRIPT", script.strip())}</script>
</div>"""
    return Interactive("\n".join(line for line in html.splitlines() if line.strip()))


def _svg(width: float, height: float, alt: str, *parts: str) -> str:
    """A picture of `width` by `height` units, one unit being about a pixel on a phone."""
    view = f'viewBox="0 0 {width:g} {height:g}"'
    return f'<svg {view} role="img" aria-label="{escape(alt)}">\n' + "\n".join(parts) + "\n</svg>"


def _slider(part: str, label: str, highest: int, value: int) -> str:
    return (
        f'<label>{escape(label)} <input type="range" data-part="{part}" min="0" max="{highest}" '
        f'value="{value}" step="1"></label>'
    )


def _choice(part: str, label: str, options: Sequence[str]) -> str:
    listed = "".join(f'<option value="{i}">{escape(name)}</option>' for i, name in enumerate(options))
    return f'<label>{escape(label)} <select data-part="{part}">{listed}</select></label>'


def _button(part: str, label: str) -> str:
    return f'<button type="button" data-part="{part}">{escape(label)}</button>'


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "") -> str:
    css = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{css}>{escape(text)}</text>'


# --- The gradient fading ------------------------------------------------------------------------------------

_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 350.0, 76.0, 226.0  # the chart, in units of the picture
_CELLS = (26.0, 20.0)  # upper edge and height of the row of states
_FLOAT32 = float(np.log10(np.finfo(np.float32).eps))
_FLOOR = -12.0  # powers of ten; what lies lower has left the chart

_FADING_STYLE = """
#ID .cell { fill: var(--main); stroke: var(--line); stroke-width: .5; }
#ID .cell.grown { fill: var(--other); }
#ID .axis { stroke: var(--line); stroke-width: 1; fill: none; }
#ID .limit { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 3 3; }
#ID .curve { stroke: var(--muted); stroke-opacity: .55; stroke-width: 1.2; fill: none; }
#ID .curve.chosen { stroke: var(--main); stroke-opacity: 1; stroke-width: 2.4; }
#ID .mark { stroke: var(--ink); stroke-width: 1; }
#ID .dot { fill: var(--ink); }
"""

_FADING_SCRIPT = r"""
(box, data) => {
  const lag = box.find("lag"), choice = box.find("choice"), play = box.find("play");
  const cells = [...box.querySelectorAll(".cell")], curves = [...box.querySelectorAll(".curve")];
  const T = data.T, place = (k) => data.left + (T - k + 0.5) * data.step;
  const height = (e) => data.top + (data.high - Math.max(e, data.floor)) * data.unit;
  const raised = (n) => String(n).replace(/./g, (c) => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]);
  const number = (e) => {
    if (e === null) return "less than any number that float64 holds";
    if (e > -2 && e < 3) return String(Number((10 ** e).toPrecision(2)));
    const power = Math.floor(e);
    return `${(10 ** (e - power)).toFixed(1)} × 10${raised(power)}`;
  };
  const show = () => {
    const k = Number(lag.value), powers = data.powers[choice.value], e = powers[k];
    curves.forEach((curve, i) => curve.classList.toggle("chosen", String(i) === choice.value));
    cells.forEach((cell, t) => {
      const here = powers[T - t];
      const strength = here === null ? 0 : 1 + Math.min(here, 0) / -data.faint;
      cell.style.fillOpacity = T - t > k ? 0 : Math.max(0, strength).toFixed(3);
      cell.classList.toggle("grown", here !== null && here > 0.05);
    });
    for (const end of ["x1", "x2"]) box.find("mark").setAttribute(end, place(k));
    box.find("dot").setAttribute("cx", place(k));
    box.find("dot").setAttribute("cy", height(e === null ? data.floor : e));
    box.find("dot").style.visibility = e === null || e < data.floor ? "hidden" : "visible";
    const steps = k === 1 ? "1 step" : `${k} steps`;
    const reading = `${steps} back, at step ${T - k}: the norm is ${number(e)}. ` + data.meaning;
    box.find("reading").textContent = reading;
    lag.setAttribute("aria-valuetext", `${steps} back, norm ${number(e)}`);
  };
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = "Play";
    box.find("reading").removeAttribute("aria-live");
  };
  const tick = () => {
    if (Number(lag.value) >= T) return stop();
    lag.value = Number(lag.value) + 1;
    show();
  };
  play.hidden = box.calm;
  play.addEventListener("click", () => {
    if (timer !== null) return stop();
    if (Number(lag.value) >= T) lag.value = 0;
    box.find("reading").setAttribute("aria-live", "off");
    play.textContent = "Stop";
    timer = setInterval(tick, 60);
  });
  lag.addEventListener("input", () => { stop(); show(); });
  choice.addEventListener("input", show);
  show();
}
"""


def fading_gradient(norms: Mapping[str, ArrayLike], *, lag: int = 20) -> Interactive:
    r"""How much of a gradient is left, step by step back from the last state.

    A row of states over a chart with the same axis. A slider moves back through time and colours each state
    by $\|\partial h_T / \partial h_t\|$: full at 1 (another colour above), none where a change of 1 would be
    less than the resolution of float32. A menu chooses the network, a button plays.

    Args:
        norms: For each network its norms at lag 0, 1, ... T, `(T + 1,)`, or `(seeds, T + 1)`: then their
            geometric mean is shown.
        lag: Where the slider stands at first.

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
    scale = _Scale(T, max(1.0, *(float(np.ceil(np.nanmax(values))) for values in powers.values())))
    meaning = f"A small change of that state reaches state {T} multiplied by at most this."
    data = {
        "powers": [[round(v, 3) if np.isfinite(v) else None for v in p.tolist()] for p in powers.values()],
        **{"T": T, "left": _LEFT, "step": scale.step, "top": _TOP, "unit": scale.unit, "high": scale.high},
        **{"floor": _FLOOR, "faint": round(_FLOAT32, 3), "meaning": meaning},
    }
    here = powers[first][lag]
    value = f"{10**here:.1e}" if np.isfinite(here) else "less than any number that float64 holds"
    return _assemble(
        label="How a gradient fades on its way back through time",
        picture=_fading_picture(powers, scale, lag),
        controls=_choice("choice", "network", list(powers))
        + _slider("lag", "steps back", T, lag)
        + _button("play", "Play"),
        reading=f"{first}: {lag} steps back, at step {T - lag}, the norm is {value}. {meaning}",
        data=data,
        script=_FADING_SCRIPT,
        style=_FADING_STYLE,
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
    return _svg(
        360,
        264,
        f"A row of states from step 0 to step {T}, coloured back from the last one by how strongly it still "
        "depends on them; below it the same norms as curves on a logarithmic scale.",
        _text(_LEFT, top - 8, "h₀"),
        _text(_RIGHT, top - 8, f"h{_lowered(T)}", "end"),
        *(_cell(scale, t, float(chosen[T - t]) if T - t <= lag else None) for t in range(T + 1)),
        *_axes(scale),
        *(_curve(scale, values, first=i == 0) for i, values in enumerate(powers.values())),
        _text(_LEFT + 4, scale.y(_FLOAT32) + 13, "resolution of float32", kind="muted"),
        f'<line class="mark" data-part="mark" x1="{x:.2f}" x2="{x:.2f}" y1="{top - 3:g}" y2="{_BOTTOM:g}"/>',
        f'<circle class="dot" data-part="dot" cx="{x:.2f}" cy="{scale.y(at):.2f}" r="3.5"/>',
    )


def _lowered(n: int) -> str:
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(n))


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
        _text((_LEFT + _RIGHT) / 2, _BOTTOM + 32, "step t", "middle"),
        _text(2, _TOP - 17, f"‖∂h{_lowered(scale.T)}/∂hₜ‖"),
    ]
    for t in ticks:
        parts.append(_text(scale.x(int(t)), _BOTTOM + 15, str(t), "middle", "muted"))
    for power in range(int(_FLOOR), int(scale.high) + 1, 4):
        name = "1" if power == 0 else "10" + str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        parts.append(_text(_LEFT - 5, scale.y(power) + 4, name, "end", "muted"))
    return parts


def _curve(scale: _Scale, values: Array, first: bool) -> str:
    """One network's norms, drawn as far back as they stay on the chart."""
    points = []
    for k, power in enumerate(values):
        if power < _FLOOR:
            if k and power > -np.inf:  # the last piece ends on the floor
                share = (values[k - 1] - _FLOOR) / (values[k - 1] - power)
                points.append(f"{scale.x(scale.T - k + 1 - share):.1f},{_BOTTOM:.1f}")
            break
        points.append(f"{scale.x(scale.T - k):.1f},{scale.y(float(power)):.1f}")
    kind = "curve chosen" if first else "curve"
    return f'<polyline class="{kind}" points="{" ".join(points)}"/>'


# --- Unrolling step by step ---------------------------------------------------------------------------------

_COLUMN, _UNIT = 68.0, 18.0  # width of a step, size of a unit
_STATE_TOP = 26.0

_UNROLLING_STYLE = """
@media not (prefers-reduced-motion: reduce) { #ID .step { transition: opacity .25s; } }
#ID .step.later { opacity: .12; }
#ID .unit { stroke: var(--muted); stroke-width: .7; fill: var(--main); }
#ID .unit.negative { fill: var(--other); }
#ID .word { fill: none; stroke: var(--muted); stroke-width: 1; }
#ID .flow { stroke: var(--ink); stroke-width: 1.2; fill: none; }
#ID .tip { fill: var(--ink); }
"""

_UNROLLING_SCRIPT = r"""
(box, data) => {
  const step = box.find("step"), next = box.find("next");
  const columns = [...box.querySelectorAll(".step")];
  const show = () => {
    const t = Number(step.value);
    columns.forEach((column, i) => column.classList.toggle("later", i + 1 > t));
    box.find("reading").textContent = data.readings[t];
    step.setAttribute("aria-valuetext", data.readings[t]);
    next.textContent = t === data.readings.length - 1 ? "Start again" : "Next step";
  };
  next.addEventListener("click", () => {
    step.value = (Number(step.value) + 1) % data.readings.length;
    show();
  });
  step.addEventListener("input", show);
  show();
}
"""


def unrolling(words: Sequence[str], states: ArrayLike) -> Interactive:
    """A recurrent network unrolled one step at a time, with the states that it really went through.

    A column for each word: the word, an arrow up to its state, an arrow from the state before. A slider or a
    button adds column after column; the still picture shows all of them.

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
    return _assemble(
        label="A recurrent network, unrolled step by step",
        picture=_unrolled_picture(words, array),
        controls=_slider("step", "step", len(words), len(words)) + _button("next", "Start again"),
        reading=readings[-1],
        data={"readings": readings},
        script=_UNROLLING_SCRIPT,
        style=_UNROLLING_STYLE,
    )


def _reading(words: Sequence[str], states: Array, t: int) -> str:
    if t == 0:
        return "Before the first word: h₀ is all zeros."
    now, before = _lowered(t), _lowered(t - 1)
    numbers = ", ".join(f"{value:+.2f}".replace("-", "−") for value in states[t - 1])
    return (
        f"Step {t} reads “{words[t - 1]}”: h{now} = tanh(W_hh h{before} + W_hx x{now} + b_h) = ({numbers})."
    )


def _unrolled_picture(words: Sequence[str], states: Array) -> str:
    height = _STATE_TOP + states.shape[1] * _UNIT
    pairs = enumerate(zip(words, states, strict=True))
    columns = [_column(word, state, t, height) for t, (word, state) in pairs]
    alt = (
        f"{len(words)} words in a row, an arrow from each up to a state of {states.shape[1]} units, and an "
        "arrow from each state to the next. A unit is coloured by its value, negative ones in another colour."
    )
    return _svg(20 + _COLUMN * len(words) + 4, height + 74, alt, *columns)


def _column(word: str, state: Array, t: int, bottom: float) -> str:
    middle = 20 + _COLUMN * (t + 0.5)
    centre = (_STATE_TOP + bottom) / 2
    units = [_unit(value, middle, _STATE_TOP + i * _UNIT) for i, value in enumerate(state)]
    parts = [
        _text(middle, _STATE_TOP - 8, f"h{_lowered(t + 1)}", "middle"),
        *units,
        _arrow(middle - _COLUMN + _UNIT / 2 + 3, centre, middle - _UNIT / 2 - 3, centre),
        _arrow(middle, bottom + 34, middle, bottom + 4),
        f'<rect class="word" x="{middle - 31:g}" y="{bottom + 36:g}" width="62" height="24" rx="4"/>',
        _text(middle, bottom + 52, word, "middle"),
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
