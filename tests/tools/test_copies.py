"""Copies read like the site: plain Markdown, numbers of the last run, answers left to the reader."""

import re
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from tests.notebooks import examples
from tools import copies, notebooks
from tools.conventions import markdown
from tools.copies import CopyError, Edition
from tools.plain_markdown import NO_RUN, Citation
from tools.remote import Remote

LESSON, EXERCISE = Path("chapters/1/1-1.ipynb"), Path("exercises/a1/a1.ipynb")
REMOTE = Remote("github", "github.com", "someone", "course")
BIBLIOGRAPHY = """
@book{peano1889, author = {{\\v{R}}eh{\\r{u}}{\\v{r}}ek, Radim}, title = {One}, year = 1889}
@book{b, author = {van der Maaten, L. and Hinton, G.}, title = {Two}, year = 2008}
@book{c, author = {A, B. and C, D. and E, F.}, title = {Three}, year = 2003}
"""


def glued(name: str, value: str, prefix: str = "application/papermill.record/") -> NotebookNode:
    """An output as `glue(name, value)` leaves it; without a prefix it is displayed too."""
    marks = {"scrapbook": {"name": name, "mime_prefix": prefix}}
    return v4.new_output("display_data", data={f"{prefix}text/plain": value}, metadata=marks)


def run_of(*outputs: NotebookNode) -> NotebookNode:
    return examples.notebook(v4.new_code_cell("...", outputs=list(outputs)))


def never_run(page: Path) -> None:
    return None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one lesson, one exercise, a bibliography and a page of words."""
    for page, notebook in ((LESSON, examples.lesson()), (EXERCISE, examples.assignment())):
        (tmp_path / page).parent.mkdir(parents=True)
        notebooks.write(notebook, tmp_path / page)
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "words.md").write_text("# Words\n", encoding="utf-8")
    return tmp_path


def copy_with(root: Path, cell: NotebookNode, edition: Edition) -> NotebookNode:
    """A cell of the lesson as the copy has it."""
    lesson = examples.lesson()
    lesson.cells.insert(1, cell)
    notebooks.write(lesson, root / LESSON)
    copy = edition.notebook(LESSON)
    nbformat.validate(copy)
    return copy.cells[1]


def edition(root: Path, **changes: object) -> Edition:
    return Edition(**{"root": root, "files": frozenset({LESSON, EXERCISE}), "executed": never_run} | changes)


def test_the_sources_stay_as_they_are(root: Path) -> None:
    before = (root / LESSON).read_bytes()
    copy = edition(root).notebook(LESSON)
    assert (root / LESSON).read_bytes() == before
    assert [cell.id for cell in copy.cells] == [cell.id for cell in examples.lesson().cells]
    assert "**Sources:** (Řehůřek, 1889), page 1." in copy.cells[-1].source


def test_numbers_are_those_of_the_last_run(root: Path) -> None:
    run = run_of(glued("accuracy", "0.8432"), glued("word", "'good'"), glued("shown", "7", prefix=""))
    text = "{glue:text}`accuracy:.1%`, {glue:text}`word`, {glue:text}`shown`, {glue:text}`new`"
    asked: list[Path] = []

    def executed(page: Path) -> NotebookNode:
        asked.append(page)
        return run

    cell = copy_with(root, examples.markdown(text, "numbers"), edition(root, executed=executed))
    assert cell.source == f"84.3%, good, 7, {NO_RUN}"
    assert asked == [LESSON]
    assert len(run.cells[0].outputs) == 3, "the run itself must stay as it is"


def test_an_answer_is_left_to_the_reader(root: Path) -> None:
    tags = {"tags": ["your-turn", "hide-input", "keep_output", "nbval-check-output"]}
    cell = copy_with(root, examples.code("print(6 * 7)", "answer", tags, text="42\n"), edition(root))
    assert (cell.id, cell.source, cell.outputs, cell.execution_count) == ("answer", "# Your turn", [], None)
    assert cell.metadata == {"tags": ["your-turn"]}


@pytest.mark.parametrize("tag", ["hide-input", "remove-cell"])
def test_what_the_site_hides_is_folded(root: Path, tag: str) -> None:
    cell = copy_with(root, examples.code("glue('a', 1)", "hidden", {"tags": [tag]}), edition(root))
    assert cell.source == "glue('a', 1)"
    assert cell.metadata == {"tags": [tag], "jupyter": {"source_hidden": True}}


def test_an_exercise_keeps_what_grades_it(root: Path) -> None:
    assert edition(root).notebook(EXERCISE) == notebooks.read(root / EXERCISE)


LINKS = "[one](../../exercises/a1/a1.ipynb), [](../../exercises/a1/a1.ipynb), [](../../words.md#w), [t](#t)"
EXERCISE_LINKS = "[one](../../exercises/a1/a1.ipynb), [Assignment 1: adding](../../exercises/a1/a1.ipynb)"


@pytest.mark.parametrize(
    ("remote", "words"),
    [
        (None, "Words"),
        (REMOTE, "[Words](https://github.com/someone/course/blob/v1/words.md#w)"),
        (
            Remote("gitlab", "gitlab.com", "a/b", "c"),
            "[Words](https://gitlab.com/a/b/c/-/blob/v1/words.md#w)",
        ),
    ],
)
def test_links_lead_somewhere(root: Path, remote: Remote | None, words: str) -> None:
    cell = copy_with(root, examples.markdown(LINKS, "links"), edition(root, remote=remote, ref="v1"))
    assert cell.source == f"{EXERCISE_LINKS}, {words}, t"


def test_what_cannot_be_copied_is_named_with_its_place(root: Path) -> None:
    with pytest.raises(CopyError, match=r"^chapters/1/1-1.ipynb, cell 2 \(odd\): the role \{numref\} has no"):
        copy_with(root, examples.markdown("{numref}`x`", "odd"), edition(root))


def test_citations_from_a_bibliography(root: Path) -> None:
    assert copies.read_citations(root / "references.bib") == {
        "peano1889": Citation("Řehůřek", "1889"),
        "b": Citation("van der Maaten and Hinton", "2008"),
        "c": Citation("A et al.", "2003"),
    }


# --- The course itself ------------------------------------------------------------------------------------

PAGES = [
    path.relative_to(notebooks.ROOT) for path in notebooks.find(notebooks.ROOT / p for p in copies.PAGES)
]
# What MyST makes of text that plain Markdown does not know.
SITE_ONLY = {
    *("myst_role", "myst_target", "myst_line_comment", "myst_block_break", "colon_fence", "dl_open"),
    *("footnote_ref", "footnote_block_open", "substitution_inline", "substitution_block"),
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_syntax_of_the_site_is_left_in_a_copy(page: Path) -> None:
    copy = Edition(notebooks.ROOT, frozenset(PAGES), never_run).notebook(page)
    for number, cell in notebooks.text_cells(copy):
        where = f"{notebooks.label(number, cell)}:\n{cell.source}"
        assert [directive.name for directive in markdown.directives(cell.source)] == [], where
        assert SITE_ONLY.isdisjoint(token.type for token in markdown.tokens(cell.source)), where
        assert re.search(r"\{[a-z:]+\}`|^ *(`{3,}|:{3,})\{|^\(.+\)=$", cell.source, re.MULTILINE) is None, (
            where
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_of_a_copy_are_there(page: Path) -> None:
    copy = Edition(notebooks.ROOT, frozenset(PAGES), never_run).notebook(page)
    text = "\n".join(cell.source for _, cell in notebooks.text_cells(copy))
    targets = [path for path in re.findall(r"\]\(([^()#\s]+)", text) if "://" not in path]
    assert [path for path in targets if not (notebooks.ROOT / page.parent / path).is_file()] == []
