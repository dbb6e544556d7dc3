"""Models that run in a page: each lies in the site once, and a page loads it when a reader asks for it.

A figure carries its model in itself, so that it works in a notebook. In the site that would make pages heavy.
There a model is a script, since a page that is opened from disk may load one, but not fetch a file.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from lib.models import trained

FOLDER = "_static/trained"
_MODEL = re.compile(
    r'<script type="application/json" data-part="model" data-model="([a-z]+)">(.+?)</script>', re.S
)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", _write_scripts)


def without_models(outputs: list[dict[str, Any]], docname: str) -> None:
    """Puts the address of a model in the place of the model, in what a cell of a page put out.

    A model that is not the one of this checkout stays where it is.
    """
    top = "../" * docname.count("/")

    def address(found: re.Match[str]) -> str:
        name, numbers = found.groups()
        if numbers != trained.as_json(name):
            return found[0]
        version = hashlib.sha256(numbers.encode()).hexdigest()[:8]
        tag = found[0].removesuffix(f">{numbers}</script>")
        return f'{tag} data-src="{top}{FOLDER}/{name}.js?v={version}"></script>'

    for output in outputs:
        html = output.get("data", {}).get("text/html")
        if html is not None and 'data-part="model"' in html:
            output["data"]["text/html"] = _MODEL.sub(address, html)


def _write_scripts(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.format == "html":
        write_scripts(Path(app.outdir))


def write_scripts(site: Path) -> None:
    """Writes a script for each trained model into the site."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in trained.NAMES:
        place = f"globalThis.trainedModels[{json.dumps(name)}]"
        script = f"globalThis.trainedModels ??= {{}};\n{place} = {trained.as_json(name)};\n"
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
