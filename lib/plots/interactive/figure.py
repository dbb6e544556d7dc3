"""What every moving figure is made of: a still picture, controls, a reading in words, numbers and a script.

A figure is a still picture, drawn in Python as SVG, with hidden controls below it; its script, where it may
run, shows the controls and moves what is already drawn. So the picture is there without JavaScript. Colours
are the site's own variables, which follow light and dark; elsewhere they fall back on Jupyter's or others.

To add a figure, write a module like `fading_gradient`, and beside it, under the same name, `.js` and `.css`.
The module checks the arguments, draws the picture at its first position (`svg`), builds the controls
(`slider`, `choice`, `button`) and hands them to `assemble` with the numbers. The script exports `start`; what
that gets is in `figure.js`. An import from a file beside the script is replaced by that file. In the styles
`#ID` stands for the figure.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from pathlib import Path

_IMPORT = re.compile(r'^import .* from "\./([a-z_]+\.js)";$', re.MULTILINE)


@dataclass(frozen=True)
class Interactive:
    """A figure for a notebook or a web page.

    Attributes:
        html: One `div` with everything that the figure needs. The same arguments give the same text.
    """

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


def assemble(
    module: str,
    *,
    label: str,
    picture: str,
    controls: Sequence[str],
    reading: str,
    data: object,
    attached: str = "",
) -> Interactive:
    """Puts a figure together.

    Args:
        module: File of the module that draws the figure; its script and its style lie beside it.
        label: What the figure is, for a screen reader.
        picture: The still picture, from `svg`.
        controls: Elements that the script listens to.
        reading: What the picture says at its first position; the script writes later ones into `reading`.
        data: Numbers and labels for the script, anything that JSON can hold.
        attached: More elements with a `data-part`, that nobody sees.

    Returns:
        The figure.
    """
    script, style = (_shared_and_own(Path(module), suffix) for suffix in (".js", ".css"))
    numbers = json.dumps(data, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    name = "moving-" + sha256((label + picture + numbers + script).encode()).hexdigest()[:10]
    html = f"""<div class="interactive-figure" id="{name}" data-figure="{name}" role="group"
 aria-label="{escape(label)}">
<style>{style.replace("#ID", "#" + name)}</style>
{picture}
<div class="controls" data-part="controls" hidden>{"".join(controls)}</div>
<output data-part="reading">{escape(reading)}</output>
<noscript>The controls of this figure need JavaScript; the picture stands still without it.</noscript>
<script type="application/json">{numbers}</script>{attached}
<script type="module">{script}startAll("{name}", start);</script>
</div>"""
    # A blank line would end the HTML where Markdown is read.
    return Interactive("\n".join(line for line in html.splitlines() if line.strip()))


def _shared_and_own(module: Path, suffix: str) -> str:
    files = (Path(__file__).with_suffix(suffix), module.with_suffix(suffix))
    return "".join(map(_whole, files))


def _whole(file: Path) -> str:
    """Text of a file; what a script imports from beside it takes the place of the import."""
    text = file.read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: _whole(file.with_name(found[1])), text)


def svg(width: float, height: float, alt: str, *parts: str) -> str:
    """A picture of `width` by `height` units, one unit being about a pixel on a phone."""
    view = f'viewBox="0 0 {width:g} {height:g}"'
    return f'<svg {view} role="img" aria-label="{escape(alt)}">\n' + "\n".join(parts) + "\n</svg>"


def slider(part: str, label: str, highest: int, value: int, *, lowest: int = 0) -> str:
    """A slider over the whole numbers from `lowest` to `highest`."""
    return (
        f'<label>{escape(label)} <input type="range" data-part="{part}" min="{lowest}" max="{highest}" '
        f'value="{value}" step="1"></label>'
    )


def choice(part: str, label: str, options: Sequence[str]) -> str:
    """A menu; its value is the number of the option, counted from 0."""
    listed = "".join(f'<option value="{i}">{escape(name)}</option>' for i, name in enumerate(options))
    return f'<label>{escape(label)} <select data-part="{part}">{listed}</select></label>'


def button(part: str, label: str) -> str:
    """A button with a word on it."""
    return f'<button type="button" data-part="{part}">{escape(label)}</button>'


def text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> str:
    """Words in a picture; `kind` is a class of the style."""
    css = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{css}>{escape(words)}</text>'


def lowered(n: int) -> str:
    """A number as an index, for `h` and what else has steps."""
    return str(n).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
