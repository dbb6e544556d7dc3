"""The book as a whole: what no reader would find, no page cites and no page links is named."""

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
import yaml
from sphinx.util.matching import Matcher
from sphinx_external_toc.parsing import parse_toc_yaml

from tests.notebooks import examples
from tools import notebooks
from tools.conventions import book, lessons, markdown

TOC = ["chapters/1-sums/index", "chapters/1-sums/1-1-adding", "exercises/a/a", "glossary"]
INDEX = """# Sums

```{lesson-list}
1-1-adding | Adding | {term}`sum`
1-9-dividing | Dividing | to come
../../exercises/a/a | Assignment | yours
```
"""
GLOSSARY = """# Words

```{glossary}
sum
  What a {term}`term` adds to.

term
  One of them.
```
"""
REFERENCES = "@book{peano1889,title={P}}\n@book{published2000,title={P}}\n"
RESULTS = {
    "title": "Sums",
    "data": "ours",
    "rows": [
        {
            "name": "sum",
            "what": "one and one",
            "metric": "sum",
            "definition": "Sum()",
            "date": "2026-01-01",
            "machine": "a laptop",
            "versions": "Python 3",
            "value": 2,
            "published": {"value": 2, "where": "there", "cite": "published2000"},
        }
    ],
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small book that keeps everything."""
    monkeypatch.setattr(lessons, "EXEMPT", set())
    notebook = examples.lesson()
    notebook.cells[2].source += " One {term}`and one <Term>` are two."
    write(tmp_path, "chapters/1-sums/1-1-adding.ipynb", nbformat.writes(notebook))
    for folder in ("solutions", "exercises"):
        write(tmp_path, f"{folder}/a/a.ipynb", nbformat.writes(examples.assignment()))
    write(tmp_path, "chapters/1-sums/index.md", INDEX)
    write(tmp_path, "intro.md", "# Beginning\n")
    write(tmp_path, "glossary.md", GLOSSARY)
    write(tmp_path, "references.bib", REFERENCES)
    write(tmp_path, "results/sums.json", json.dumps(RESULTS))
    write_toc(tmp_path, TOC)
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def write_toc(root: Path, names: list[str]) -> None:
    write(
        root,
        "_toc.yml",
        json.dumps({"format": "jb-book", "root": "intro", "chapters": [{"file": name} for name in names]}),
    )


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        write(root, name, text.replace(old, new))

    return change


def test_a_book_that_keeps_everything(root: Path) -> None:
    assert book.check(root) == []


LESSON = "chapters/1-sums/1-1-adding.ipynb"
SPOILED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a lesson without a place": (
        lambda root: write_toc(root, [name for name in TOC if "1-1" not in name]),
        f"{LESSON}: is not in the book: add `- file: chapters/1-sums/1-1-adding` to its part in _toc.yml",
    ),
    "a lesson that its part does not list": (
        replace("chapters/1-sums/index.md", "1-1-adding", "1-2-adding"),
        f"{LESSON}: is in no part's list: add `1-1-adding | title | what it is about` to the "
        "{lesson-list} of chapters/1-sums/index.md",
    ),
    "an assignment without a place": (
        lambda root: write_toc(root, [name for name in TOC if "exercises" not in name]),
        "solutions/a/a.ipynb: is not in the book: add `- file: exercises/a/a`",
    ),
    "an assignment that no part lists": (
        replace("chapters/1-sums/index.md", "exercises/a/a", "exercises/b/b"),
        "solutions/a/a.ipynb: is in no part's list: add `../../exercises/a/a | title",
    ),
    "a source that nobody cites": (
        replace("references.bib", "@book{peano1889", "@book{gauss1801,title={D}}\n@book{peano1889"),
        "references.bib: no page cites gauss1801: cite it",
    ),
    "a source that is cited in code only": (
        replace(LESSON, "{cite}`peano1889`", "`{cite}` {cite}`published2000`"),
        "references.bib: no page cites peano1889",
    ),
    "a published figure that is gone": (
        replace("results/sums.json", '"published2000"', '""'),
        "references.bib: no page cites published2000",
    ),
    "a source that is not there": (
        replace(LESSON, "{cite}`peano1889`", "{cite}`peano1889` {cite:t}`peano1898`"),
        "chapters/1-sums/1-1-adding: cites peano1898, which references.bib lacks",
    ),
    "two figures of one name": (
        lambda root: write(
            root,
            "exercises/a/a.ipynb",
            (root / LESSON).read_text(encoding="utf-8"),
        ),
        "exercises/a/a: a figure of chapters/1-sums/1-1-adding is named",
    ),
    "a term that only the glossary links": (
        replace(LESSON, "<Term>", "<sum>"),
        "glossary.md: no page links term: write {term}`term` where it is used",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_each_breach_is_named(name: str, root: Path) -> None:
    spoil, expected = SPOILED[name]
    spoil(root)
    assert book.check(root)[0].startswith(expected)


def test_an_exemption_ends_when_the_lesson_needs_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "EXEMPT", {LESSON, "chapters/1-sums/gone.ipynb"})
    kept, gone = book.check(root)
    assert gone.startswith("chapters/1-sums/gone.ipynb: does not exist: take it off EXEMPT")
    assert kept.startswith(f"{LESSON}: keeps the pattern of lessons: take it off EXEMPT")
    replace(LESSON, "lesson-head", "head")(root)
    assert book.check(root) == [gone]


def test_what_jupytext_leaves_beside_a_notebook_is_no_page() -> None:
    """Sphinx stops where two files make one page, so the settings exclude the text beside each notebook."""
    settings = yaml.safe_load((notebooks.ROOT / "_config.yml").read_text(encoding="utf-8"))
    excluded = Matcher(settings["exclude_patterns"])
    for page in parse_toc_yaml(notebooks.ROOT / "_toc.yml"):
        is_notebook = (notebooks.ROOT / f"{page}.ipynb").exists()
        assert not excluded(f"{page}.ipynb")
        assert excluded(f"{page}.md") == is_notebook, page


WORDS = {
    "One *two* **three**.": 3,
    "A dash - is none, nor is ---": 6,
    "[one two](three.md) ![three](four.svg)": 2,
    "$a + b$ and `x + y`": 4,
    "$$\na + b\n$$": 1,
    "```{math}\na + b\n```": 1,
    "{term}`one two <three>` {cite}`one,two` {glue:text}`one`": 4,
    "```{admonition} One two\n:class: three\nfour\n```": 3,
    ":::{div} one\ntwo three\n:::": 2,
    "```{figure} one.svg\n:alt: two\nthree\n```": 1,
    "````{note}\n```{admonition} One\ntwo\n```\n````": 2,
    "```python\none = two  # three\n```": 3,
    "| one | two |\n|---|---|\n| three | four |": 4,
    "<b>one</b> two": 2,
    "% a comment\n\none": 1,
}


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    assert markdown.words(text) == WORDS[text]
