"""Puts what lessons put out when they were executed into the notebooks, as Sphinx reads them.

`make book` lays the executed notebooks out in `_build/executed`. A lesson that has none there, or whose
code has changed since, is shown without outputs, with a warning.
"""

from pathlib import Path

import nbformat
from sphinx.application import Sphinx
from sphinx.util import logging

from course_site import trained_models
from tools import notebooks
from tools.engine.store import code_digest, with_outputs

_log = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("source-read", _put_in)


def path_of(app: Sphinx, docname: str) -> Path:
    """Where the executed notebook of a page lies."""
    return Path(app.srcdir, notebooks.EXECUTED, f"{docname}.ipynb")


def _put_in(app: Sphinx, docname: str, source: list[str]) -> None:
    if not app.env.doc2path(docname).endswith(".ipynb") or docname.startswith(notebooks.NEVER_EXECUTED):
        return
    notebook, path = nbformat.reads(source[0], as_version=4), path_of(app, docname)
    app.env.note_dependency(str(path))
    executed = nbformat.read(path, as_version=4) if path.is_file() else None
    if executed is None or executed.metadata.run.code != code_digest(notebook):
        _log.warning("no run of this lesson as it is now: `make book` executes it", location=docname)
        return
    merged = with_outputs(notebook, executed)
    del merged.metadata["run"]
    for cell in merged.cells:
        trained_models.without_models(cell.get("outputs", []), docname)
    source[0] = nbformat.writes(merged)
