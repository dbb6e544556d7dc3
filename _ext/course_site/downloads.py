"""The notebook that a page offers for download: a copy that finds `lib` by itself, where that can be had."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx

from course_site.repository import remote
from tools.remote import DEFAULT_BRANCH

Install = Callable[[Any, Any, str], Any]


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", _add_install_cells)


def _add_install_cells(app: Sphinx, exception: Exception | None) -> None:
    where, install = remote(app), _install_function()
    if exception or where is None or install is None or app.builder.format != "html":
        return
    sources = Path(app.outdir, "_sources")
    for copy in sources.rglob("*.ipynb"):
        original = Path(app.srcdir, copy.relative_to(sources))
        # From the original, as Sphinx copies only the pages that it writes: no cell is added twice.
        if original.is_file():
            notebook = nbformat.read(original, as_version=4)
            nbformat.write(install(notebook, where, DEFAULT_BRANCH), copy)


def _install_function() -> Install | None:
    try:
        from tools.publish import with_install_cell
    except ImportError:
        return None
    return with_install_cell
