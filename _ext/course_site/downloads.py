"""The notebook that a page offers for download: a copy that stands alone.

Its text is plain Markdown, its numbers are those of the last run, and its first cell finds `lib`, installs it
or says how to get it. A page opened from disk can neither fetch a file nor make the browser save one, so the
copy lies there once more as a script, which `_static/download.js` loads.
"""

import json
from pathlib import Path

import nbformat
from sphinx.application import Sphinx

from course_site.repository import remote
from tools.copies import Edition, last_run
from tools.first_cell import first_cell
from tools.remote import DEFAULT_BRANCH, commit_of


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", _write_copies)


def _write_copies(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    root, where = Path(app.srcdir), remote(app)
    # The commit that this site is built from, so that a notebook kept for a year still finds its own library.
    ref = commit_of(root) or DEFAULT_BRANCH
    edition = Edition(root, frozenset(), last_run, where, ref)
    sources = Path(app.outdir, "_sources")
    for source in sources.rglob("*.ipynb"):
        page = source.relative_to(sources)
        if not (root / page).is_file():  # from an earlier build
            continue
        copy = edition.notebook(page)
        copy.cells.insert(0, first_cell(where, ref))
        text = nbformat.writes(copy)
        source.write_text(text + "\n", encoding="utf-8")
        script = f"saveNotebook({json.dumps(source.name)}, {text});\n"
        source.with_suffix(".ipynb.js").write_text(script, encoding="utf-8")
