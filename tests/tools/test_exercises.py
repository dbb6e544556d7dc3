"""Exercises come from solutions by nbgrader, the same bytes each time, and nothing but notebooks travels."""

from pathlib import Path

import pytest

from tests.notebooks import examples
from tools import exercises, notebooks

PAGE = Path("tiny/tiny.ipynb")


@pytest.fixture
def solutions(tmp_path: Path) -> Path:
    folder = tmp_path / "solutions"
    (folder / "tiny").mkdir(parents=True)
    notebooks.write(examples.assignment(), folder / PAGE)
    return folder


def test_build(solutions: Path, capfd: pytest.CaptureFixture[str]) -> None:
    built = exercises.build(solutions)
    assert list(built) == [PAGE]
    assert "return 2 * x" not in built[PAGE]
    assert "Not answered yet: put your code in place of this line." in built[PAGE]
    assert "Your answer here, in place of this line." in built[PAGE]
    assert "HIDDEN TESTS" not in built[PAGE]
    assert "double(3) == 6" not in built[PAGE]
    assert exercises.build(solutions) == built
    assert capfd.readouterr().out == ""


def test_an_update_changes_what_differs_and_nothing_else(solutions: Path, tmp_path: Path) -> None:
    target = tmp_path / "exercises"
    (target / "gone").mkdir(parents=True)
    (target / "gone" / "gone.ipynb").write_text("{}", encoding="utf-8")
    built = {PAGE: "new", Path("same/same.ipynb"): "same"}
    (target / "same").mkdir()
    (target / "same" / "same.ipynb").write_text("same", encoding="utf-8")
    assert exercises.differences(built, target) == [
        "tiny/tiny.ipynb is missing",
        "gone/gone.ipynb has no source in solutions",
    ]
    assert exercises.update(built, target) == [PAGE, Path("gone/gone.ipynb")]
    assert exercises.differences(built, target) == []
    assert not (target / "gone").exists()
    assert exercises.update(built, target) == []


def test_a_hand_edit_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / PAGE).write_text("edited", encoding="utf-8")
    assert exercises.differences({PAGE: "generated"}, tmp_path) == [
        "tiny/tiny.ipynb differs from what solutions generate"
    ]


def test_only_notebooks_travel(solutions: Path) -> None:
    (solutions / "tiny" / "helper.py").write_text("", encoding="utf-8")
    with pytest.raises(exercises.ExercisesError, match=r"tiny holds helper\.py: only notebooks travel"):
        exercises.build(solutions)


def test_a_folder_without_notebook_is_an_error(solutions: Path) -> None:
    (solutions / "draft").mkdir()
    with pytest.raises(exercises.ExercisesError, match="draft holds no notebook"):
        exercises.build(solutions)


def test_a_notebook_that_nbgrader_refuses_is_named(solutions: Path) -> None:
    notebook = examples.assignment()
    notebook.cells[1].source = "### BEGIN SOLUTION\nx = 1"
    notebooks.write(notebook, solutions / PAGE)
    with pytest.raises(exercises.ExercisesError, match="nbgrader cannot make tiny into an exercise"):
        exercises.build(solutions)


def test_an_untouched_tree_of_solutions_stays(solutions: Path) -> None:
    before = (solutions / PAGE).read_bytes()
    exercises.build(solutions)
    assert (solutions / PAGE).read_bytes() == before
    assert sorted(p.name for p in solutions.rglob("*")) == ["tiny", "tiny.ipynb"]
