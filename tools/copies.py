"""Copies of the pages for readers: plain Markdown, numbers of the last run, answers left to the reader.

The lab, the branch for Colab and Binder, and the site's download button all hand out these.
"""

import os
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import nbformat
from myst_nb.ext.glue import extract_glue_data_cell
from nbformat import NotebookNode
from pybtex.database import parse_file
from pybtex.richtext import Text

from tools import notebooks
from tools.conventions.common import YOUR_TURN
from tools.engine.store import Store
from tools.plain_markdown import Citation, NoPlainFormError, PlainMarkdown
from tools.remote import Remote

# Where the pages that readers get are; solutions are none of them.
PAGES = ("chapters", "exercises", "refresher.ipynb")
# What the site folds or leaves out, JupyterLab folds.
_FOLDED = {"hide-cell", "hide-input", "remove-cell", "remove-input"}

# Gives the last run of a page, or None if there was none.
Executed: TypeAlias = Callable[[Path], NotebookNode | None]


class CopyError(Exception):
    """A page that cannot be copied."""


@dataclass(frozen=True)
class Edition:
    """One state of the course, as readers get it.

    Args:
        root: The checkout.
        files: What readers get, as paths below `root`; links to anything else lead to the repository.
        executed: Gives the last run of a page, or None.
        remote: The repository, or None where it is not known.
        ref: Commit, tag or branch of it.
    """

    root: Path
    files: frozenset[Path]
    executed: Executed
    remote: Remote | None = None
    ref: str = ""

    @cached_property
    def citations(self) -> dict[str, Citation]:
        """What is written for each key of `references.bib`."""
        return read_citations(self.root / "references.bib")

    def content(self, path: Path) -> bytes:
        """What is written for a file: a notebook's copy, anything else as it is."""
        if path.suffix != ".ipynb":
            return (self.root / path).read_bytes()
        return (nbformat.writes(self.notebook(path)) + "\n").encode()

    def notebook(self, page: Path) -> NotebookNode:
        """The copy of a notebook.

        Raises:
            CopyError: If its text holds something that has no plain form.
        """
        copy = notebooks.read(self.root / page)
        plain = PlainMarkdown(self.citations, glued_values(self.executed(page)), self._links_from(page))
        for number, cell in enumerate(copy.cells, 1):
            try:
                _make_plain(cell, plain)
            except NoPlainFormError as error:
                where = f"{page.as_posix()}, {notebooks.label(number, cell)}"
                raise CopyError(f"{where}: {error}") from error
        return copy

    def _links_from(self, page: Path) -> Callable[[str, str, str], str]:
        """Gives links on a page: to another copy, else to the repository, else none but the text remains."""

        def link(label: str, path: str, anchor: str) -> str:
            target = Path(os.path.normpath(page.parent / path))
            text = label or _title(self.root / target)
            if path and target in self.files:
                return f"[{text}]({path}{anchor})"
            if path and self.remote:
                return f"[{text}]({self.remote.file_url(target.as_posix(), self.ref)}{anchor})"
            return text

        return link


def _make_plain(cell: NotebookNode, plain: PlainMarkdown) -> None:
    if cell.cell_type == "markdown":
        cell.source = plain(cell.source)
    elif YOUR_TURN in notebooks.tags(cell):
        cell.update(source="# Your turn", outputs=[], execution_count=None)
        cell.metadata = NotebookNode(tags=[YOUR_TURN])
    elif notebooks.tags(cell) & _FOLDED:
        cell.metadata["jupyter"] = {"source_hidden": True}


def glued_values(executed: NotebookNode | None) -> dict[str, str]:
    """Values that a run glued, by name, as Python shows them."""
    cells = [deepcopy(cell) for _, cell in notebooks.code_cells(executed)] if executed else []
    glued = [pair for cell in cells for pair in extract_glue_data_cell(cell)]
    return {name: output.data["text/plain"] for name, output in glued}


def read_citations(bibliography: Path) -> dict[str, Citation]:
    """What is written for each key of a BibTeX file; each of its entries has authors and a year."""
    entries = parse_file(str(bibliography)).entries
    return {key: _citation(entry.persons["author"], entry.fields) for key, entry in entries.items()}


def _citation(authors: list, fields: Mapping[str, str]) -> Citation:
    names = [
        str(Text.from_latex(" ".join([*person.prelast_names, *person.last_names]))) for person in authors
    ]
    return Citation(f"{names[0]} et al." if len(names) > 2 else " and ".join(names), fields["year"])


def _title(page: Path) -> str:
    """The first heading of a page, or its name if it is not there: Sphinx warns of the link."""
    if not page.is_file():
        return page.stem
    if page.suffix == ".ipynb":
        text = "\n".join(cell.source for _, cell in notebooks.text_cells(notebooks.read(page)))
    else:
        text = page.read_text(encoding="utf-8")
    heading = re.search(r"^# +(.+)$", text, re.MULTILINE)
    return heading[1].strip() if heading else page.stem


def last_run(page: Path) -> NotebookNode | None:
    """The run of a page that the site shows, else the last one that was kept, or None."""
    shown = notebooks.ROOT / notebooks.EXECUTED / page
    return notebooks.read(shown) if shown.is_file() else Store().latest(page)
