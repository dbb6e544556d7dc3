"""The harness on an assignment of two questions: it notices each score that is not as it should be."""

from pathlib import Path

import pytest

from tests.assignments import harness
from tests.assignments.harness import Answer, AnswerError, Score, Scores
from tests.notebooks import examples
from tools import notebooks

SQUARE = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
# Partial credit: the value of the last line are the points.
PARTIAL = """results = [square(1) == 1]
### BEGIN HIDDEN TESTS
results += [square(3) == 9, square(-2) == 4, square(0.5) == 0.25]
### END HIDDEN TESTS
sum(results) / 2"""
QUIET = "assert double(0) == 0, 'twice 0 is 0'"


def write_assignment(solutions: Path) -> None:
    notebook = examples.notebook(
        examples.markdown("# Tiny", "title"),
        examples.answer("double"),
        examples.graded("test-double"),
        examples.graded("test-zero", 1, QUIET),
        examples.answer("square", SQUARE),
        examples.graded("test-square", 2, PARTIAL),
        examples.free_answer("why"),
    )
    (solutions / "tiny").mkdir(parents=True)
    notebooks.write(notebook, solutions / "tiny" / "tiny.ipynb")


WRONG_DOUBLE = {"double": "def double(x):\n    return x + 1 if x else 0"}
WRONG_SQUARE = {"square": "def square(x):\n    return abs(x) ** 3"}
LOUD = {"double": "import sys\n\ndef double(x):\n    print('here', file=sys.stderr)\n    return 2 * x"}

ANSWERS = [
    harness.REFERENCE,
    harness.UNTOUCHED,
    Answer("sum", "right", {}, {"double": "double = lambda x: x + x"}),
    Answer("add", "wrong", {"test-double": 2}, WRONG_DOUBLE),
    Answer("cube", "wrong", {"test-square": 1.5}, WRONG_SQUARE),
    Answer("loud", "wrong", {"test-double": 2, "test-zero": 1}, LOUD),
    # From here on, what each file claims is not what happens.
    Answer("believed-right", "right", {}, WRONG_DOUBLE),
    Answer("wrong-amount", "wrong", {"test-square": 1}, WRONG_SQUARE),
    Answer("wrong-test", "wrong", {"test-zero": 1}, WRONG_DOUBLE),
    Answer("harmless", "wrong", {"test-double": 2}, {"double": "double = lambda x: x + x"}),
]
VERDICTS = {
    "believed-right": [
        "test-double must take off 0 of 2 points, takes off 2 and says",
        "double(3) should be 6",
    ],
    "wrong-amount": ["test-square must take off 1 of 2 points, takes off 1.5 and says nothing"],
    "wrong-test": ["test-double must take off 0 of 2", "test-zero must take off 1 of 1 points, takes off 0"],
    "harmless": ["test-double must take off 2 of 2 points, takes off 0 and says nothing"],
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scores]:
    folder = tmp_path_factory.mktemp("tiny")
    write_assignment(folder / "solutions")
    return harness.grade("tiny", ANSWERS, folder / "scratch", folder / "solutions")


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_verdicts(answer: Answer, scores: dict[str, Scores]) -> None:
    verdict = harness.verdict(answer, scores[answer.student])
    expected = VERDICTS.get(answer.name, [])
    assert bool(verdict) == bool(expected), verdict
    for text in expected:
        assert text in verdict


def test_only_test_cells_count(scores: dict[str, Scores]) -> None:
    assert set(scores["reference"]) == {"test-double", "test-zero", "test-square"}


def test_untouched_gets_nothing_and_is_told_so(scores: dict[str, Scores]) -> None:
    assert {score.points for score in scores["untouched"].values()} == {0}
    assert "Not answered yet" in scores["untouched"]["test-double"].message


def test_only_reference_and_untouched_hold_the_cells_between() -> None:
    source = examples.notebook(
        examples.markdown("# Tiny", "title"),
        examples.code("load_for_long()", "data"),
        examples.answer("double"),
        examples.graded("test-double"),
        examples.code("train_for_long()", "training"),
        examples.free_answer("why"),
    )
    whole = ["title", "data", "double", "test-double", "training", "why"]
    for answer, expected in [
        (harness.REFERENCE, whole),
        (harness.UNTOUCHED, whole),
        (Answer("a", "wrong", {"test-double": 2}, WRONG_DOUBLE), ["double", "test-double", "why"]),
    ]:
        assert [cell.id for cell in harness.submission(answer, source, source).cells] == expected


def test_untouched_that_gets_points_is_noticed() -> None:
    given = {"a": Score(0, 2, "NotImplementedError"), "b": Score(1, 1)}
    assert harness.verdict(harness.UNTOUCHED, given) == (
        "untouched:\n  b must take off 1 of 1 points, takes off 0 and says nothing"
    )


def test_a_verdict_names_the_mistakes_of_the_file(tmp_path: Path) -> None:
    says = "Mistakes in several questions.\n\ndouble_adds_one: one added.\nsquare_cubes: x cubed.\n"
    source = f'"""{says}"""\nLOSES = {{"a": 1}}\n{CELL}'
    answer = harness.read_answer(write(tmp_path, "wrong", source))
    assert harness.verdict(answer, {"a": Score(0, 1), "b": Score(1, 1)}) == ""
    assert harness.verdict(answer, {"a": Score(1, 1), "b": Score(1, 1)}) == (
        "wrong-answer:\n"
        "  a must take off 1 of 1 points, takes off 0 and says nothing\n"
        "  Its file says: Mistakes in several questions.\n\n"
        "  double_adds_one: one added.\n"
        "  square_cubes: x cubed."
    )


UNKNOWN = [
    (
        Answer("a", "wrong", {"test-double": 2}, {"dubble": ""}),
        r"replaces \['dubble'\]: the answer cells are",
    ),
    (Answer("a", "wrong", {"test-dubble": 2}, {}), r"loses at \['test-dubble'\]: the test cells are"),
    (Answer("a", "wrong", {"test-double": 3}, {}), "loses 3 points at test-double, which has 2"),
    (Answer("a", "wrong", {"why": 4}, {}), r"loses at \['why'\]"),
]


@pytest.mark.parametrize(("answer", "message"), UNKNOWN)
def test_names_that_are_not_there_are_errors(answer: Answer, message: str, tmp_path: Path) -> None:
    write_assignment(tmp_path / "solutions")
    with pytest.raises(AnswerError, match=message):
        harness.grade("tiny", [answer], tmp_path / "scratch", tmp_path / "solutions")


def test_an_answer_from_its_file(tmp_path: Path) -> None:
    source = '"""One added."""\n\nLOSES = {"test-double": 2}\n\n'
    source += "# %% double\ndef double(x):\n\n    return x + 1\n\n"
    answer = harness.read_answer(write(tmp_path, "wrong", source + "# %% square\nsquare = abs\n"))
    expected = {"double": "def double(x):\n\n    return x + 1", "square": "square = abs"}
    assert answer == Answer("answer", "wrong", {"test-double": 2}, expected, "One added.")


def test_all_answers_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "right", '"""Doubles."""\n# %% double\n')
    write(tmp_path, "wrong", '"""Halves."""\nLOSES = {"test": 1}\n# %% double\n')
    names = [answer.student for answer in harness.read_answers(tmp_path)]
    assert names == ["reference", "untouched", "right-answer", "wrong-answer"]


CELL = "# %% double\ndouble = 1\n"
BAD_FILES = {
    "no docstring": ("right", CELL, "has no docstring"),
    "no cell": ("right", '"""Right."""\ndouble = 1\n', "has no cell: begin each with a line"),
    "two cells": ("right", f'"""Right."""\n{CELL}{CELL}', r"has several cells \['double'\]"),
    "wrong without LOSES": ("wrong", f'"""Wrong."""\n{CELL}', "has no LOSES"),
    "loses nothing": ("wrong", f'"""Wrong."""\nLOSES = {{}}\n{CELL}', "has no LOSES"),
    "gains": ("wrong", f'"""Wrong."""\nLOSES = {{"a": -1}}\n{CELL}', "to points above 0"),
    "right with LOSES": (
        "right",
        f'"""Right."""\nLOSES = {{"a": 1}}\n{CELL}',
        "a right answer loses nothing",
    ),
    "code above the cells": (
        "right",
        f'"""Right."""\nimport os\n{CELL}',
        "line 2: only a docstring and LOSES",
    ),
    "another folder": ("other", f'"""Right."""\n{CELL}', "a folder `wrong` or `right`, not `other`"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_files_that_do_not_say_enough_are_errors(name: str, tmp_path: Path) -> None:
    kind, source, message = BAD_FILES[name]
    with pytest.raises(AnswerError, match=message):
        harness.read_answer(write(tmp_path, kind, source))


def test_a_failure_of_nbgrader_shows_its_log(tmp_path: Path) -> None:
    write_assignment(tmp_path / "solutions")
    path = tmp_path / "solutions" / "tiny" / "tiny.ipynb"
    notebook = notebooks.read(path)
    notebook.cells[2].metadata.nbgrader.grade_id = "double"
    notebooks.write(notebook, path)
    with pytest.raises(harness.GradingError, match=r"(?s)generate_assignment tiny` failed.*double"):
        harness.grade("tiny", [harness.REFERENCE], tmp_path / "scratch", tmp_path / "solutions")


def write(folder: Path, kind: str, source: str) -> Path:
    (folder / kind).mkdir()
    path = folder / kind / "answer.py"
    path.write_text(source, encoding="utf-8")
    return path
