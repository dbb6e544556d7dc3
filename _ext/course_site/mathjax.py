"""Equations without a network: MathJax from sphinx-mathjax-offline, as far as pages can ask for it."""

import importlib.util
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

PACKAGE = "sphinx-mathjax-offline"
# One script with TeX reader and HTML writer, its fonts, and what it loads for rare commands: 3 of 24 MB
PARTS = ("tex-chtml.js", "output/chtml/fonts", "input/tex/extensions")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("config-inited", _set_path)
    app.connect("build-finished", _copy)


def _set_path(app: Sphinx, config: Config) -> None:
    config.mathjax_path = f"mathjax/{PARTS[0]}"


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ExtensionError(
            f"the package {PACKAGE} is missing: run make env, which installs requirements/lock.txt"
        )
    source = Path(spec.origin).parent / "static/mathjax"
    target = Path(app.outdir, "_static/mathjax")
    for part in PARTS:
        if (target / part).exists():
            continue
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)
        else:
            shutil.copyfile(source / part, target / part)
