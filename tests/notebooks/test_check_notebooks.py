"""The checker passes what keeps the conventions, and names each breach, its cell and the remedy."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines

from tests.notebooks import examples
from tools import check_notebooks, notebooks
from tools.conventions import lessons

Spoil = Callable[[NotebookNode], object]


def stored(notebook: NotebookNode, folder: Path, name: str = "lesson.ipynb") -> Path:
    path = folder / name
    path.write_text(json.dumps(split_lines(copy.deepcopy(notebook))), encoding="utf-8")
    return path


def problems(notebook: NotebookNode, folder: Path, kind: check_notebooks.Kind = "lesson") -> list[str]:
    return [str(problem) for problem in check_notebooks.check(stored(notebook, folder), kind)]


def cell(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    return next(c for c in notebook.cells if c.id == cell_id)


def source(cell_id: str, text: str) -> Spoil:
    """Give a cell another source."""
    return lambda notebook: cell(notebook, cell_id).update(source=text)


def metadata(cell_id: str, **fields: object) -> Spoil:
    """Give a cell other metadata."""
    return lambda notebook: cell(notebook, cell_id).update(metadata=nbformat.from_dict(fields))


def without(cell_id: str) -> Spoil:
    return lambda notebook: notebook.cells.remove(cell(notebook, cell_id))


def figure(
    caption: str = "It rises.", name: str = "fig-line", alt: str = "A rising line"
) -> dict[str, object]:
    return {"figure": {"caption": caption, "name": name}, "image": {"alt": alt}}


def test_a_good_lesson_passes(tmp_path: Path) -> None:
    assert problems(examples.lesson(), tmp_path) == []


def test_a_good_assignment_passes(tmp_path: Path) -> None:
    assert problems(examples.assignment(), tmp_path, "assignment") == []


LONG = "\n".join(f"x_{i} = {i}" for i in range(16))
SECOND_FIGURE = examples.code("plots.curves([2, 3])", "again", examples.FIGURE)
PNG = v4.new_output("display_data", data={"image/png": "iVBORw0KGgo="})
STDERR = v4.new_output("stream", name="stderr", text="W0000 a log line\n")

SPOILED_LESSONS: dict[str, tuple[Spoil, str]] = {
    "old format": (lambda n: n.update(nbformat_minor=4), "is in notebook format 4.4, not 4.5: open and save"),
    "no id": (lambda n: n.cells[1].pop("id"), "cell 2: has no id"),
    "same id twice": (lambda n: n.cells[1].update(id="prose"), "2 cells have the id prose: change"),
    "not valid": (lambda n: n.cells[1].pop("metadata"), "is not a valid notebook ("),
    "kernel of the author": (
        lambda n: n.metadata.kernelspec.update(display_name="my env"),
        "kernelspec is {'display_name': 'my env'",
    ),
    "metadata of an editor": (lambda n: n.metadata.update(colab={}), "metadata hold more than kernelspec"),
    "version of the author": (
        lambda n: n.metadata.language_info.update(version="3.11.2"),
        "metadata hold more",
    ),
    "stored output": (
        lambda n: cell(n, "adding").outputs.append(v4.new_output("stream", text="2")),
        "cell 2 (adding): has stored outputs: run `python -m tools.check_notebooks --fix`",
    ),
    "execution count": (
        lambda n: cell(n, "adding").update(execution_count=3),
        "cell 2 (adding): has an execution",
    ),
    "one golden tag": (
        lambda n: cell(n, "golden").metadata.update(tags=["keep_output"]),
        "cell 4 (golden): has one of the two tags of golden cells",
    ),
    "unknown tag": (
        metadata("adding", tags=["keep-output"]),
        "cell 2 (adding): has unknown tags ['keep-output']",
    ),
    "golden never run": (
        lambda n: cell(n, "golden").update(outputs=[]),
        "(golden): is golden and has no output",
    ),
    "golden without count": (
        lambda n: cell(n, "golden").update(execution_count=None),
        "cell 4 (golden): is golden and its count is not 1, so nbval would skip it",
    ),
    "golden image": (lambda n: cell(n, "golden").outputs.append(PNG), "is golden and holds image/png"),
    "golden log": (
        lambda n: cell(n, "golden").outputs.append(STDERR),
        "is golden and holds an error or stderr",
    ),
    "attachment": (
        lambda n: n.cells[0].update(attachments={"a.png": {"image/png": "iVBORw0KGgo="}}),
        "cell 1 (opening): has a file attached",
    ),
    "empty cell": (source("adding", " \n"), "cell 2 (adding): is empty"),
    "syntax error": (
        source("adding", "assert 1 +"),
        "cell 2 (adding): is not Python (invalid syntax, line 1)",
    ),
    "if CI": (source("adding", "if CI:\n    epochs = 1"), "asks where it runs (CI)"),
    "pip": (source("adding", "%pip install keras"), "cell 2 (adding): has %pip: remove it"),
    "pip in a shell": (source("adding", "!pip install keras"), "has !pip install keras: remove it"),
    "shell": (source("adding", "files = !ls"), "has !ls"),
    "bash cell": (source("adding", "%%bash\nls"), "has %bash"),
    "image without alt": (
        source("prose", "See ![](two.svg)."),
        "cell 3 (prose): shows two.svg without alt text",
    ),
    "html image without alt": (
        source("prose", '<img src="two.svg" alt="">'),
        'shows <img src="two.svg" alt="">',
    ),
    "figure directive without alt": (
        source("prose", "```{figure} a.svg\nTwo\n```"),
        "has a {figure} without alt",
    ),
    "image without alt in a box": (
        source("question", "```{admonition} A question people ask: why?\n:class: question\n![](a.svg)\n```"),
        "(question): shows a.svg without alt text",
    ),
    "no title": (source("opening", "Some text. **Why?**"), "does not begin with its title"),
    "code first": (
        lambda n: n.cells.insert(0, examples.code("y = 1", "first")),
        "does not begin with its title",
    ),
    "second title": (source("prose", "# Another"), "cell 3 (prose): has a second `# ` heading"),
    "no question": (source("opening", "# Adding\n\nOne and one."), "does not open with its question"),
    "long cell": (source("adding", LONG), "cell 2 (adding): has 16 lines: split it"),
    "no prose between": (without("prose"), "cell 3 (golden): follows another code cell"),
    "figure without metadata": (
        metadata("drawing", mystnb={}),
        "(drawing): draws a figure without mystnb.figure.caption, mystnb.figure.name, mystnb.image.alt",
    ),
    "figure without alt": (
        metadata("drawing", mystnb={"figure": {"caption": "It rises.", "name": "fig-line"}}),
        "draws a figure without mystnb.image.alt: add it",
    ),
    "blank alt": (metadata("drawing", mystnb=figure(alt=" ")), "draws a figure without mystnb.image.alt"),
    "alt repeats the caption": (
        metadata("drawing", mystnb=figure(alt="It rises.")),
        "has one text as caption and",
    ),
    "same figure name": (
        lambda n: n.cells.extend([SECOND_FIGURE, n.cells.pop()]),
        "2 figures are named fig-line: give each",
    ),
    "nothing verified": (
        lambda n: (without("golden")(n), source("adding", "one_and_one = 2")(n)),
        "asserts nothing and has no golden output",
    ),
    "no question box": (without("question"), "has no box `{admonition} A question people ask: ...`"),
    "box of another class": (
        source("question", examples.QUESTION.replace("class: question", "class: tip")),
        "without the line `:class: question`",
    ),
    "no summary": (
        source("closing", examples.CLOSING.replace("## Summary", "## End")),
        "has no section `## Summary`",
    ),
    "no sources": (
        source("closing", examples.CLOSING.replace("Sources", "Books")),
        "does not end with **Sources:**",
    ),
    "no citation": (
        source("closing", examples.CLOSING.replace("{cite}", "")),
        "does not end with **Sources:** and",
    ),
    "no practice": (
        source("closing", examples.CLOSING.replace("Practise", "Next")),
        "does not end with **Practise:**",
    ),
}


@pytest.mark.parametrize("name", SPOILED_LESSONS)
def test_each_breach_in_a_lesson_is_named(name: str, tmp_path: Path) -> None:
    spoil, expected = SPOILED_LESSONS[name]
    notebook = examples.lesson()
    spoil(notebook)
    found = problems(notebook, tmp_path)
    assert any(expected in problem for problem in found), f"wanted {expected!r} among {found}"


def box(text: str = "Add.", title: str = "Your turn: 1 minute", kind: str = "your-turn") -> str:
    return f"````{{admonition}} {title}\n:class: {kind}\n{text}\n````"


def opening(head: str) -> Spoil:
    return source("opening", examples.OPENING.replace(examples.HEAD, head))


def head(text: str) -> Spoil:
    return opening(f":::{{div}} lesson-head\n{text}\n:::")


def add_turn(notebook: NotebookNode) -> None:
    """A third box with its answer, and a fourth."""
    for name in ("turn-3", "turn-4"):
        notebook.cells[-1:-1] = [
            examples.markdown(box(), name),
            examples.code("print(1)", f"a-{name}", examples.ANSWER_TAGS),
        ]


def after_the_answer(text: str) -> Spoil:
    return lambda n: n.cells.insert(6, examples.code(text, "later"))


NOT_A_TURN = "has a box `Your turn` that is not the last thing in a cell"
NO_ANSWER = "(turn-1): has no answer: tag the code cell after it your-turn and hide-input"

OFF_THE_PATTERN: dict[str, tuple[Spoil, str]] = {
    "no head": (opening(""), "has 0 heads: put one"),
    "two heads": (opening(f"{examples.HEAD}\n\n{examples.HEAD}"), "has 2 heads: put one"),
    "a head in a box": (opening(f"::::{{note}}\n{examples.HEAD}\n::::"), "has 0 heads"),
    "a head in a later cell": (
        lambda n: (opening("")(n), source("prose", examples.HEAD)(n)),
        "has 0 heads",
    ),
    "no minutes": (head("easy · skip nothing"), "has a head that is not like"),
    "a difficulty of its own": (head("9 minutes · hellish · skip nothing"), "has a head that is not like"),
    "nothing to skip": (head("9 minutes · easy · "), "has a head that is not like"),
    "too long to read": (head("31 minutes · easy · skip nothing"), "takes 31 minutes: split it"),
    "skips what is not there": (head('9 minutes · easy · skip "Proof"'), 'names "Proof": no section'),
    "one box": (
        lambda n: (without("turn-2")(n), without("answer-2")(n)),
        "has 1 boxes `Your turn`: a lesson has 2 or 3",
    ),
    "four boxes": (add_turn, "has 4 boxes `Your turn`: a lesson has 2 or 3"),
    "a box in a box": (source("turn-1", f"`````{{note}}\n{box()}\n`````"), f"cell 5 (turn-1): {NOT_A_TURN}"),
    "a box in a list": (source("turn-1", "- " + box().replace("\n", "\n  ")), NOT_A_TURN),
    "a box shown as code": (source("turn-1", f"`````\n{box()}\n`````"), "has 1 boxes `Your turn`"),
    "a box without minutes": (source("turn-1", box(title="Your turn")), NOT_A_TURN),
    "a box of another class": (source("turn-1", box(kind="tip")), NOT_A_TURN),
    "text after the box": (source("turn-1", f"{box()}\n\nThe answer is three."), NOT_A_TURN),
    "two boxes in a cell": (source("turn-1", f"{box()}\n\n{box()}"), NOT_A_TURN),
    "a box that is not shown": (metadata("turn-1", tags=["remove-cell"]), NOT_A_TURN),
    "no answer": (without("answer-1"), NO_ANSWER),
    "an answer in text": (
        lambda n: n.cells.insert(5, examples.markdown("Three.", "told")),
        NO_ANSWER,
    ),
    "an answer not folded": (metadata("answer-1", tags=["your-turn"]), NO_ANSWER),
    "an answer not tagged": (metadata("answer-1", tags=["hide-input"]), NO_ANSWER),
    "an answer to nothing": (
        metadata("adding", tags=["your-turn", "hide-input"]),
        "cell 2 (adding): is tagged your-turn and follows no box",
    ),
    "an answer that is needed": (
        after_the_answer("print(three)"),
        "(later): uses three of a your-turn cell, which readers get empty: rename one",
    ),
    "an answer that is needed in a function": (
        after_the_answer("def f():\n    return three"),
        "(later): uses three",
    ),
    "too many words": (source("prose", "A word. " * 850), "words: shorten it"),
    "too many words in a table": (
        source("prose", "| a | b |\n|---|---|\n" + "| c d | e |\n" * 600),
        "words: shorten it",
    ),
    "too many words in a box": (source("question", examples.QUESTION.replace("In", "In " * 1_700)), "words:"),
    "too many words shown as code": (source("prose", f"```\n{'a b ' * 850}\n```"), "words: shorten it"),
    "too many words in a caption": (
        metadata("drawing", mystnb=figure(caption="It " * 1_700)),
        "words: shorten it",
    ),
    "too many words that are hidden": (
        lambda n: (
            source("prose", "A word. " * 850)(n),
            cell(n, "prose").metadata.update(tags=["remove-cell"]),
        ),
        "words: shorten it",
    ),
    "too much code, hidden": (
        lambda n: [
            n.cells.insert(2, examples.code("x = 1\n" * 14, f"x-{i}", {"tags": ["remove-cell"]}))
            for i in range(18)
        ],
        "lines of code: move some to lib",
    ),
}


@pytest.mark.parametrize("name", OFF_THE_PATTERN)
def test_each_breach_of_the_pattern_is_named(name: str, tmp_path: Path) -> None:
    spoil, expected = OFF_THE_PATTERN[name]
    notebook = examples.lesson()
    spoil(notebook)
    found = problems(notebook, tmp_path)
    assert any(expected in problem for problem in found), f"wanted {expected!r} among {found}"


def test_older_lessons_are_exempt_from_the_pattern_and_from_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = examples.lesson()
    notebook.cells = [c for c in notebook.cells if not c.id.startswith(("turn", "answer"))]
    opening("")(notebook)
    path = stored(notebook, tmp_path)
    assert len(check_notebooks.check(path)) == 2  # no head, no Your turn
    monkeypatch.setattr(lessons, "EXEMPT", {str(path)})
    assert check_notebooks.check(path) == []
    without("question")(notebook)
    assert len(check_notebooks.check(stored(notebook, tmp_path))) == 1


def test_a_page_that_is_no_lesson_needs_no_head_nor_question(tmp_path: Path) -> None:
    notebook = examples.notebook(
        examples.markdown("# Look it up", "title"), examples.code("assert 1 + 1 == 2", "sum")
    )
    assert problems(notebook, tmp_path, "page") == []
    source("sum", "1 + 1")(notebook)
    assert "asserts nothing" in problems(notebook, tmp_path, "page")[0]


# These are rules of the assignment on top of those of every notebook, which the lessons above have tried.
SPOILED_ASSIGNMENTS: dict[str, tuple[Spoil, str]] = {
    "a grade_id twice": (
        lambda n: cell(n, "test-double-1").metadata.nbgrader.update(grade_id="double"),
        "nbgrader does not accept its metadata",
    ),
    "too many points": (
        lambda n: cell(n, "test-double-1").metadata.nbgrader.update(points=3),
        "gives 21 points: an assignment has 20",
    ),
    "too few tests": (without("test-double-1"), "has 7 autograded cells: an assignment has 8 to 12"),
    "no free answer": (without("why-two"), "has 0 free answers: an assignment has 1 or 2"),
    "answer without markers": (
        source("double", "double = 2"),
        "cell 2 (double): is an answer without ### BEGIN SOL",
    ),
    "solution not closed": (
        source("double", examples.ANSWER.replace("### END SOLUTION", "")),
        "has 1 ### BEGIN SOLUTION and 0 ### END SOLUTION",
    ),
    "solution in a test": (source("test-double-0", examples.ANSWER), "a student would be shown it"),
    "only hidden tests": (
        source("test-double-0", examples.TEST.split("\n", 1)[1]),
        "cell 3 (test-double-0): has only hidden tests: put a public one",
    ),
    "assert without message": (
        source("test-double-0", "assert double(1) == 2"),
        "has 1 assert(s) without a message",
    ),
    "plumbing": (source("double", "!pip list\n" + examples.ANSWER), "has !pip list"),
    "stored output": (
        lambda n: cell(n, "double").outputs.append(v4.new_output("stream", text="2")),
        "has stored outputs",
    ),
}


@pytest.mark.parametrize("name", SPOILED_ASSIGNMENTS)
def test_each_breach_in_an_assignment_is_named(name: str, tmp_path: Path) -> None:
    spoil, expected = SPOILED_ASSIGNMENTS[name]
    notebook = examples.assignment()
    spoil(notebook)
    found = problems(notebook, tmp_path, "assignment")
    assert any(expected in problem for problem in found), f"wanted {expected!r} among {found}"


INNOCENT: dict[str, Spoil] = {
    "forbidden words in a string": source("adding", "assert 'CI, !pip' and 1 + 1 == 2"),
    "forbidden words in a comment": source("adding", "assert 1 + 1 == 2  # not on CI\none_and_one = 2"),
    "timing": source("adding", "%timeit 1 + 1"),
    "image syntax shown as code": source("prose", "Write `![](a.svg)` or\n\n```html\n<img src='a.svg'>\n```"),
    "a comment in shown code": source("prose", "```python\n# not a title\n```"),
    "hidden code after code": lambda n: n.cells.insert(
        2, examples.code("y = 1", "y", {"tags": ["remove-cell"]})
    ),
    "a drawing after its data": lambda n: n.cells.insert(
        2, examples.code("1", "y", {"tags": ["hide-input"]})
    ),
    "blank lines do not count": source("adding", "x = 1\n" + "\n" * 20 + "assert x == 1"),
    "a failure shown": metadata("adding", tags=["raises-exception"]),
    "a name of an answer given anew": after_the_answer("three = 30\nassert three == 30"),
    "a name inside an answer": lambda n: (
        source("answer-1", "print([x for x in range(3)])\ndef f(y):\n    z = y")(n),
        after_the_answer("print([x for x in 'ab'], x, z)")(n),
    ),
    "as many words as may be": source("prose", "word " * 1_600),
    "a formula is one word": source("prose", "$$\n" + "a + b " * 2_000 + "\n$$"),
    "where a link leads to": source("prose", "[link](a.md#" + "a-" * 2_000 + ")"),
}


@pytest.mark.parametrize("name", INNOCENT)
def test_what_only_looks_like_a_breach_passes(name: str, tmp_path: Path) -> None:
    notebook = examples.lesson()
    INNOCENT[name](notebook)
    assert problems(notebook, tmp_path) == []


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "half.ipynb"
    path.write_text('{"cells": [', encoding="utf-8")
    (problem,) = check_notebooks.check(path)
    assert "cannot be read as JSON" in str(problem)


def test_problems_come_in_the_order_of_cells(tmp_path: Path) -> None:
    notebook = examples.lesson()
    for cell_id in ("drawing", "adding"):
        cell(notebook, cell_id).execution_count = 7
    assert [problem.split(":")[0] for problem in problems(notebook, tmp_path)] == [
        "cell 2 (adding)",
        "cell 8 (drawing)",
    ]


def test_the_folder_tells_the_kind() -> None:
    assert check_notebooks.kind_of(Path("solutions/a/a.ipynb")) == "assignment"
    assert check_notebooks.kind_of(Path("chapters/1/a.ipynb")) == "lesson"
    assert check_notebooks.kind_of(notebooks.ROOT / "a.ipynb") == "page"


def test_fix_strips_all_but_golden_outputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = examples.lesson()
    for number, code_cell in notebooks.code_cells(notebook):
        code_cell.execution_count = number
        code_cell.metadata.execution = {"iopub.status.busy": "2024-01-01T00:00:00Z"}
        if not notebooks.is_golden(code_cell):
            code_cell.outputs = [v4.new_output("stream", text="noise")]
    notebook.metadata.widgets = {}
    notebook.metadata.kernelspec.display_name = "my env"
    path = stored(notebook, tmp_path)
    assert check_notebooks.main(["--fix", str(path)]) == 0
    assert "1 notebooks checked, 0 problems" in capsys.readouterr().out
    assert notebooks.read(path) == examples.lesson()
    before = path.read_bytes()
    assert check_notebooks.main(["--fix", str(path)]) == 0
    assert path.read_bytes() == before


def test_the_command_reports_path_cell_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = examples.lesson()
    source("adding", "if CI:\n    epochs = 1")(notebook)
    path = stored(notebook, tmp_path)
    assert check_notebooks.main([str(tmp_path)]) == 1
    assert f"{path}: cell 2 (adding): asks where it runs (CI)" in capsys.readouterr().out


BANNED = [
    "import sys\nsys.path.insert(0, '..')",
    "from sys import path",
    "import os\nos.environ['A'] = 'b'",
    "import os\nos.getenv('A')",
    "from google.colab import drive",
    "import urllib.request",
    "import requests",
    "import subprocess",
    "import keras\nkeras.datasets.imdb.load_data()",
    "from keras.utils import get_file",
    "import warnings\nwarnings.simplefilter('ignore')",
]


def test_ruff_names_what_is_banned_in_notebooks_and_only_there(tmp_path: Path) -> None:
    for number, code in enumerate(BANNED):
        notebook = v4.new_notebook(cells=[examples.code(code, "adding")])
        stored(notebook, tmp_path, f"{number}.ipynb")
        (tmp_path / f"{number}.py").write_text(code)
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "ruff", "check", "--config", str(root / "pyproject.toml"), "--no-cache"]
    command += ["--select", "TID251", "--output-format", "json", str(tmp_path)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    assert {Path(each["filename"]).name for each in found} == {f"{n}.ipynb" for n in range(len(BANNED))}


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        check_notebooks.main([str(tmp_path / "none.ipynb")])
    assert "is neither a notebook nor a folder" in capsys.readouterr().err
