"""What the book as a whole keeps: every lesson is in it, every source is cited, every term is linked."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from pybtex.database import parse_file
from sphinx_external_toc.parsing import parse_toc_yaml

from experiments.ledger import load_results
from tools import notebooks
from tools.conventions import lessons, markdown


def check(root: Path = notebooks.ROOT) -> list[str]:
    """Problems of the book in the folder `root`, each with its file and what to do."""
    pages = _pages(root)
    return [
        *_outside_the_book(root, pages),
        *_sources(root, pages),
        *_figure_names(root, pages),
        *_unlinked(root, pages),
        *_exempt(root),
    ]


def _pages(root: Path) -> dict[str, str]:
    """Text of every page that `_toc.yml` names: of a notebook its text cells and captions."""
    names = [name.removesuffix(".md").removesuffix(".ipynb") for name in parse_toc_yaml(root / "_toc.yml")]
    return {name: _text(root / name) for name in names}


def _text(page: Path) -> str:
    path = page.with_name(f"{page.name}.ipynb")
    if not path.exists():
        return page.with_name(f"{page.name}.md").read_text(encoding="utf-8")
    cells = notebooks.read(path).cells
    return "\n\n".join(
        cell.source if cell.cell_type == "markdown" else notebooks.figure(cell).get("caption", "")
        for cell in cells
    )


def _outside_the_book(root: Path, pages: dict[str, str]) -> Iterator[str]:
    """Lessons and assignments that no reader would find."""
    listed = {entry for name, text in pages.items() for entry in _listed(name, text)}
    for path in sorted([*root.glob("chapters/*/*.ipynb"), *root.glob("solutions/*/*.ipynb")]):
        folder, stem = path.parent.name, path.stem
        lesson = path.parent.parent.name == "chapters"
        page = f"{'chapters' if lesson else 'exercises'}/{folder}/{stem}"
        where = path.relative_to(root).as_posix()
        if page not in pages:
            yield f"{where}: is not in the book: add `- file: {page}` to its part in _toc.yml"
        if page not in listed:
            home = f"chapters/{folder}/index.md" if lesson else "the part's index.md"
            line = f"{stem if lesson else f'../../{page}'} | title | what it is about"
            yield f"{where}: is in no part's list: add `{line}` to the {{lesson-list}} of {home}"


def _listed(page: str, text: str) -> Iterator[str]:
    for found in markdown.directives(text):
        if found.name == "lesson-list":
            for line in filter(str.strip, found.body.splitlines()):
                entry = line.partition("|")[0].strip()
                yield posixpath.normpath(posixpath.join(posixpath.dirname(page), entry))


def _sources(root: Path, pages: dict[str, str]) -> Iterator[str]:
    """Sources that nobody cites, and cited ones that are not there."""
    entries = parse_file(str(root / "references.bib")).entries
    cited = {name: list(_cited(text)) for name, text in pages.items()}
    rows = (row for table in load_results(root / "results") for row in table.rows)
    cited["results"] = [row.published.cite for row in rows if row.published and row.published.cite]
    used = {key for keys in cited.values() for key in keys}
    for key in entries:
        if key not in used:
            yield f"references.bib: no page cites {key}: cite it where it is used, or delete it"
    for name, keys in cited.items():
        for key in keys:
            if key not in entries:
                yield f"{name}: cites {key}, which references.bib lacks: add it there, or mend its name"


def _cited(text: str) -> Iterator[str]:
    for keys in markdown.roles(text, "cite"):
        yield from (key.strip() for key in keys.split(","))


def _figure_names(root: Path, pages: dict[str, str]) -> Iterator[str]:
    """Figures that share a name: names are the labels of the whole book."""
    first: dict[str, str] = {}
    for page in pages:
        path = root / f"{page}.ipynb"
        for cell in notebooks.read(path).cells if path.exists() else ():
            name = notebooks.figure(cell).get("name")
            if name in first:
                yield f"{page}: a figure of {first[name]} is named {name}, too: give this one another name"
            elif name:
                first[name] = page


def _unlinked(root: Path, pages: dict[str, str]) -> Iterator[str]:
    others = (text for name, text in pages.items() if name != "glossary")
    linked = {_target(role) for text in others for role in markdown.roles(text, "term")}
    for term in _terms(pages.get("glossary", "")):
        if term.lower() not in linked:
            yield f"glossary.md: no page links {term}: write {{term}}`{term}` where it is used, or delete it"


def _target(role: str) -> str:
    match = re.search(r"<(.+)>$", role)
    return (match[1] if match else role).lower()


def _terms(glossary: str) -> Iterator[str]:
    for found in markdown.directives(glossary):
        if found.name == "glossary":
            yield from (line for line in found.body.splitlines() if line.strip() and not line.startswith(" "))


def _exempt(root: Path) -> Iterator[str]:
    """Lessons that need no exemption from the pattern of lessons, or no longer."""
    for name in sorted(lessons.EXEMPT):
        path = root / name
        if not path.exists():
            yield f"{name}: does not exist: take it off EXEMPT in tools/conventions/lessons.py"
        elif not any(problem for rule in lessons.PATTERN for problem in rule(notebooks.read(path))):
            yield f"{name}: keeps the pattern of lessons: take it off EXEMPT in tools/conventions/lessons.py"
