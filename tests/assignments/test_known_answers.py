"""Wrong answers lose the points that they should, right ones none, and the untouched release gets 0."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.assignments import harness
from tests.assignments.harness import Answer, Scores
from tools import exercises, notebooks

SUBMISSIONS = notebooks.ROOT / "tests" / "submissions"
ASSIGNMENTS = exercises.assignments()
ANSWERS = {name: harness.read_answers(SUBMISSIONS / name) for name in ASSIGNMENTS}
CASES = [
    pytest.param(name, answer, id=f"{name}-{answer.student}")
    for name, answers in ANSWERS.items()
    for answer in answers
]

Grade = Callable[[str], dict[str, Scores]]


@pytest.fixture(scope="session")
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Grade:
    """Scores of all answers of an assignment that were asked for, graded together at the first question."""
    wanted = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]

    @cache
    def grade(assignment: str) -> dict[str, Scores]:
        answers = [p["answer"] for p in wanted if p.get("assignment") == assignment and "answer" in p]
        return harness.grade(assignment, answers, tmp_path_factory.mktemp(assignment))

    return grade


@pytest.mark.parametrize(("assignment", "answer"), CASES)
def test_known_answer(assignment: str, answer: Answer, graded: Grade) -> None:
    scores = graded(assignment)[answer.student]
    assert scores, "the assignment has no test cell"
    difference = harness.verdict(answer, scores)
    assert not difference, difference


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_there_are_answers_of_both_kinds(assignment: str) -> None:
    kinds = {answer.kind for answer in ANSWERS[assignment]}
    assert {"wrong", "right"} <= kinds


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_test_cell_takes_points_off_some_wrong_answer(assignment: str) -> None:
    """An answer that is wrong everywhere, such as one that returns nothing, tries no cell of its own."""
    sources = [notebooks.read(path) for path in sorted((exercises.SOLUTIONS / assignment).glob("*.ipynb"))]
    tests = {name for source in sources for name in harness.points_by_test(source)}
    tried = {
        name for answer in ANSWERS[assignment] if len(answer.loses) <= len(tests) / 2 for name in answer.loses
    }
    untried = sorted(tests - tried)
    assert not untried, (
        f"add to tests/submissions/{assignment}/wrong an answer that loses points at {untried}"
    )


def test_every_folder_of_answers_belongs_to_an_assignment() -> None:
    folders = {path.name for path in SUBMISSIONS.iterdir() if path.is_dir()}
    assert folders <= set(ASSIGNMENTS)


def test_exercises_are_what_solutions_generate() -> None:
    assert exercises.differences(exercises.build()) == [], "run `make exercises`"


@pytest.mark.parametrize("path", notebooks.find([exercises.EXERCISES]), ids=notebooks.shown)
def test_exercises_give_nothing_away(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "BEGIN SOLUTION" not in text
    assert "HIDDEN TESTS" not in text
