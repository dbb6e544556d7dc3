"""Text that a trained network writes in the page itself, one character after the other.

The page runs the network with a forward pass of its own, `gru.js`: 4 KB, where a runtime for networks of all
kinds weighs twenty times as much as the network itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Any

import numpy as np

from lib.generation import softmax, top_k, with_temperature
from lib.models import trained
from lib.models.trained import TrainedModel
from lib.plots.interactive import figure
from lib.reference import gru

_WIDTH = 214.0  # of a bar that stands for 1
_LEFT, _ROW = 76.0, 18.0  # where bars begin, and the distance from one to the next
_BARS = 10  # the most probable characters; all others share one more bar
_COLUMNS = 32  # of the state
_CELL = (10.75, 9.0)
_STRIP = 58.0  # upper edge of the state
_TAIL = 38  # characters of the text that the picture has room for
_SHOWN = {" ": "space", "\n": "new line"}
_LONGEST = 500

_WORDS: dict[str, dict[str, Any]] = {
    "shakespeare": {
        "label": "Plays in the manner of Shakespeare, one character after the other",
        "seed": "My lord, ",
        "known": "letters, spaces, new lines and ! $ & ' , - . 3 : ; ?",
        "length": ("characters", 300, 2000),
    },
    "names": {
        "label": "First names, one character after the other",
        "seed": "",
        "known": "the letters a to z, in lower case",
        "length": ("names", 12, 100),
    },
}


def text_generator(
    name: str, seed: str | None = None, *, temperature: float = 1.0, k: int | None = None
) -> figure.Interactive:
    """A trained model that writes while the reader watches what may come next.

    The picture shows the end of the text, the hidden state as a strip of cells (one colour for positive
    numbers, another for negative ones, fuller if farther from 0), and the most probable next characters as
    bars: filled as they are drawn, after temperature and top-k, and in outline as the model gives them. The
    model is loaded when the reader asks for it: from the site, or, in a notebook, from the figure itself.

    Args:
        name: A model of `lib.models.trained`: "shakespeare" or "names".
        seed: What the text begins with; None for a few words that suit the model.
        temperature: Sharpness at first, at least 0; 0 takes the most probable character.
        k: How many of the most probable characters may come, at first; None for all, as are more than there
            are.

    Returns:
        The figure.

    Raises:
        ValueError: If there is no such model, it does not know a character of the seed or has nothing to
            begin with, the seed is longer than 500 characters, or temperature or k is out of range.
    """
    model, words = trained.load(name), _WORDS[name]
    begin = words["seed"] if seed is None else seed
    _check_seed(model, begin)
    what, _, most = words["length"]
    logits, state = _read(model, begin)  # (v,), (n_h,)
    drawn = with_temperature(logits, temperature)  # (v,)
    drawn = softmax(drawn if k is None else top_k(drawn, k))  # (v,)
    bars = _bars(model, logits, drawn)
    data = {
        **{"known": words["known"], "unit": what, "most": most, "longest": _LONGEST},
        **{"seed": begin, "width": _WIDTH, "tail": _TAIL},
        "model": sha256(trained.as_json(name).encode()).hexdigest()[:10],
    }
    return figure.assemble(
        __file__,
        label=words["label"],
        picture=_picture(begin, state, bars),
        controls=_controls(name, temperature, k),
        reading=_reading(begin, bars[:3]),
        data=data,
        attached=_attached(name),
    )


def _attached(name: str) -> str:
    """The file of a trained model as a part of a page; the site moves it out into a file of its own."""
    numbers = trained.as_json(name)
    return f'<script type="application/json" data-part="model" data-model="{name}">{numbers}</script>'


@dataclass(frozen=True)
class _Bar:
    """A character, or several together, with its probability before and after temperature and top-k."""

    name: str
    plain: float
    drawn: float


def _check_seed(model: TrainedModel, seed: str) -> None:
    model.encode(seed)
    if model.mark is None and not seed:
        raise ValueError(f"seed is empty: the model {model.name} says what follows a text")
    if model.mark is not None and model.characters[model.mark] in seed:
        raise ValueError(f"seed holds {model.characters[model.mark]!r}, which stands between texts only")
    if len(seed) > _LONGEST:
        raise ValueError(f"seed must have at most {_LONGEST} characters, got {len(seed)}")


def _read(model: TrainedModel, seed: str) -> tuple[np.ndarray, np.ndarray]:
    """Logits of the next character, `(v,)`, and the state, `(n_h,)`, after the seed."""
    *cell, W_hy, b_y = model.weights
    parameters = {**gru.from_keras(cell), "W_yh": W_hy.T.astype(float), "b_y": b_y.astype(float)}
    ids = ([] if model.mark is None else [model.mark]) + model.encode(seed)  # (T,)
    x = np.eye(len(model.characters))[None, ids]  # (1, T, v)
    trace = gru.forward(parameters, x)
    return trace.logits[0, -1], trace.h[0, -1]


def _bars(model: TrainedModel, logits: np.ndarray, drawn: np.ndarray) -> list[_Bar]:
    plain, order = softmax(logits), np.argsort(-logits, kind="stable")  # (v,)
    names = ["end" if i == model.mark else _SHOWN.get(c, c) for i, c in enumerate(model.characters)]
    bars = [_Bar(names[i], float(plain[i]), float(drawn[i])) for i in order[:_BARS]]
    rest = order[_BARS:]
    return [*bars, _Bar("all others", float(plain[rest].sum()), float(drawn[rest].sum()))]


def _percent(p: float) -> str:
    return "<0.1%" if 0 < p < 0.0005 else f"{100 * p:.1f}%"


def _visible(seed: str) -> str:
    return seed.replace("\n", "↵")[-_TAIL:]


def _reading(seed: str, likely: Sequence[_Bar]) -> str:
    names = {"end": "the end", **{shown: shown for shown in _SHOWN.values()}}
    said = [f"{names.get(bar.name, f'“{bar.name}”')} {_percent(bar.drawn)}" for bar in likely if bar.drawn]
    listed = ", ".join(said[:-1]) + (" and " if said[:-1] else "") + said[-1]
    where = f"After “{_visible(seed)}”" if seed else "At the beginning"
    return f"{where} the next character is {listed}."


def _picture(seed: str, state: np.ndarray, bars: Sequence[_Bar]) -> str:
    rows = -(-len(state) // _COLUMNS)
    top = _STRIP + rows * _CELL[1] + 44
    return figure.svg(
        360,
        top + len(bars) * _ROW + 4,
        "The end of the text; below it the hidden state as a strip of cells, one for each unit; below that "
        "the most probable next characters as bars.",
        figure.text(8, 14, "the end of the text", kind="muted"),
        f'<text class="tail" data-part="tail" x="8" y="32">{escape(_visible(seed))}</text>',
        figure.text(8, _STRIP - 6, f"the hidden state, {len(state)} numbers from −1 to 1", kind="muted"),
        f'<g class="state">{"".join(_cell(i, float(value)) for i, value in enumerate(state))}</g>',
        figure.text(8, top - 22, "the next character: as drawn, and in outline as the", kind="muted"),
        figure.text(8, top - 8, "model gives it, without temperature and top-k", kind="muted"),
        *(_row(bar, top + i * _ROW) for i, bar in enumerate(bars)),
    )


def _cell(i: int, value: float) -> str:
    x, y = 8 + i % _COLUMNS * _CELL[0], _STRIP + i // _COLUMNS * _CELL[1]
    kind = "n" if value < 0 else ""
    size = f'width="{_CELL[0] - 1:g}" height="{_CELL[1] - 1:g}"'
    return f'<rect x="{x:g}" y="{y:g}" {size} class="{kind}" opacity="{abs(value):.2f}"/>'


def _row(bar: _Bar, y: float) -> str:
    box = f'x="{_LEFT:g}" y="{y + 2:g}" height="{_ROW - 5:g}"'
    return (
        f'<g class="likely">{figure.text(_LEFT - 6, y + 12.5, bar.name, "end")}'
        f'<rect class="bar" {box} width="{bar.drawn * _WIDTH:.2f}"/>'
        f'<rect class="ghost" {box} width="{bar.plain * _WIDTH:.2f}"/>'
        f"{figure.text(352, y + 12.5, _percent(bar.drawn), 'end', 'number')}</g>"
    )


def _controls(name: str, temperature: float, k: int | None) -> list[str]:
    what, count, _ = _WORDS[name]["length"]
    size = round(trained.path_of(name).stat().st_size / 1000)
    at = min(temperature, 2)
    form = [
        '<div class="pair"><label>temperature <input type="range" data-part="slider" min="0" max="2" '
        f'step="0.05" value="{at:g}"></label> <input type="number" data-part="temperature" '
        f'aria-label="temperature in digits" step="0.1" min="0" value="{temperature:g}"></div>',
        _number("k", "top-k (empty: all)", "" if k is None else str(k), least=1),
        '<label class="whole">begin with <textarea data-part="seed" rows="2"></textarea></label>',
        f"<div>{figure.button('generate', 'Generate')} {figure.button('one', 'One character')}</div>",
        '<div class="text" data-part="text" role="region" aria-label="the text" tabindex="0">'
        '<span class="given" data-part="given"></span><span data-part="written"></span></div>',
        '<div class="spoken" data-part="spoken" aria-live="polite"></div>',
        _number("length", f"how many {what}", str(count), least=1),
        _number("random", "random seed", "1", least=0),
    ]
    return [
        figure.button("load", f"Load the model, {size} KB"),
        f'<div class="form" data-part="form" hidden>{"".join(form)}</div>',
        '<p class="problem" data-part="problem" role="alert"></p>',
    ]


def _number(part: str, label: str, value: str, least: int) -> str:
    return (
        f'<label class="short">{escape(label)} <input type="number" data-part="{part}" min="{least}" '
        f'value="{value}"></label>'
    )
