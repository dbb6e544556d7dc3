"""The notebook that a page offers for download: a copy that stands alone, where the repository is known.

It installs `lib` where that is missing, its links lead to the repository, its text is plain Markdown. Without
a remote there is nothing to install from, and the source is handed out as it is.
"""

from pathlib import Path

import nbformat
from sphinx.application import Sphinx

from course_site.repository import remote
from tools.publish import Edition, read_citations
from tools.remote import DEFAULT_BRANCH, commit_of


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", _write_copies)


def _write_copies(app: Sphinx, exception: Exception | None) -> None:
    where = remote(app)
    if exception or where is None or app.builder.format != "html":
        return
    root = Path(app.srcdir)
    # The commit that this site is built from, so that a notebook kept for a year still finds its own library.
    ref = commit_of(root) or DEFAULT_BRANCH
    edition = Edition(root, where, ref, frozenset(), read_citations(root / "references.bib"))
    sources = Path(app.outdir, "_sources")
    for copy in sources.rglob("*.ipynb"):
        page = copy.relative_to(sources)
        if (root / page).is_file():
            nbformat.write(edition.notebook(page), copy)
