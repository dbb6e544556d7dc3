"""Grading: within its time, without a trace outside `classroom`, and no submission stops another."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from nbformat import NotebookNode

from grading import grade as grader
from grading import students
from grading.collect import TIMESTAMP
from grading.room import ClassroomError, Room, end
from tests.notebooks import examples
from tools import exercises, notebooks

RIGHT = "def double(x):\n    return 2 * x"
ENDLESS = "def double(x):\n    while True:\n        pass"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose one assignment is released: six tests of `double`, one of `half`, a free answer."""
    folder = tmp_path_factory.mktemp("released")
    (folder / "source" / "tiny").mkdir(parents=True)
    notebook = examples.notebook(
        examples.answer("double"),
        examples.answer("half", "### BEGIN SOLUTION\nhalf = 0.5\n### END SOLUTION"),
        *(examples.graded(f"test-double-{i}", 1) for i in range(6)),
        examples.graded("test-half", 1, "assert half == 0.5"),
        examples.free_answer("why"),
    )
    notebooks.write(notebook, folder / "source" / "tiny" / "tiny.ipynb")
    course = folder / "course"
    shutil.copytree(notebooks.ROOT / "etc" / "nbgrader", course / "etc" / "nbgrader")
    exercises.make_course(course, folder / "source")
    grader.release(Room("tiny", course), "2027-03-01 23:59")
    return course


@pytest.fixture
def room(released: Path, tmp_path: Path) -> Room:
    """A copy of it."""
    return Room("tiny", shutil.copytree(released, tmp_path / "course"))


def hand_in(
    room: Room, student: str, double: str = "double = lambda x: 2 * x", why: str = ""
) -> NotebookNode:
    """Hand in the release with answers; returns what was handed in."""
    notebook = notebooks.read(room.root / exercises.RELEASED / "tiny" / "tiny.ipynb")
    answers = {"double": double, "half": "half = 0.5", "why": why}
    for cell in notebook.cells:
        answer = answers.get(cell.metadata.nbgrader.grade_id)
        cell.source = answer or cell.source
    room.submitted(student).mkdir(parents=True)
    notebooks.write(notebook, room.submitted(student) / "tiny.ipynb")
    (room.submitted(student) / TIMESTAMP).write_text("2027-03-01 12:00:00 UTC\n", encoding="utf-8")
    return notebook


def graded(room: Room, student: str = "", again: bool = False) -> dict[str, str]:
    """What is said of each student."""
    return {each: words for each, words, _ in grader.grade(room, student, again)}


def test_an_endless_loop_costs_its_own_points_and_ever_less_time(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CELL_LIMIT", "2")
    hand_in(room, "dora", ENDLESS)
    words = graded(room)["dora"]
    assert words.startswith("1 of 11 points, ran out of time in test-double-0, test-double-1, ")
    # No clock of ours is asked: nbgrader says how long it waited for each cell.
    log = room.log("dora").read_text(encoding="utf-8")
    waited = re.findall(r"Timeout waiting for execute reply \((\d+)s\)", log)
    assert waited[-5:] == ["1"] * 5


def test_what_takes_too_long_all_the_same_is_ended_and_named(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grader, "_most_seconds", lambda: 0.0)
    hand_in(room, "eve")
    assert graded(room)["eve"].startswith("NOT GRADED: nbgrader was stopped after 0 s; its words are in ")
    assert grader.state(room, "eve") == "not graded"


def test_what_a_process_started_ends_with_it() -> None:
    child = f"import subprocess\nsubprocess.run({['sleep', '600']}, start_new_session=True)"
    process = psutil.Popen([sys.executable, "-c", child])
    while not (started := process.children()):
        assert process.is_running()
    end(process)
    assert not process.is_running()
    _, alive = psutil.wait_procs(
        started, timeout=30
    )  # where no one waits for orphans, a dead one is a zombie
    assert all(orphan.status() == psutil.STATUS_ZOMBIE for orphan in alive)


def test_a_notebook_that_nbgrader_cannot_grade_stops_no_other(room: Room) -> None:
    notebook = hand_in(room, "ada")
    notebook.cells[2].metadata.nbgrader.schema_version = 99
    notebooks.write(notebook, room.submitted("ada") / "tiny.ipynb")
    hand_in(room, "bela", why="Because.")
    words = graded(room)
    assert words["ada"].startswith("NOT GRADED: nbgrader failed with status 1; its words are in ")
    assert words["bela"].startswith("7 of 11 points, 4 more to mark by hand (")
    assert {student: grader.state(room, student) for student in room.students()} == {
        "ada": "not graded",
        "bela": "to mark by hand",
    }
    assert grader.feedback(room) == ["ada: not graded", "bela: to mark by hand"]
    table, unfinished = grader.export(room.root)
    assert unfinished == ["ada, tiny: not graded", "bela, tiny: to mark by hand"]
    with table.open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert (rows["ada"]["score"], rows["ada"]["state"]) == ("", "not graded")
    assert (rows["bela"]["score"], rows["bela"]["state"]) == ("7.0", "to mark by hand")


def test_only_what_is_new_is_graded_unless_all_is_to_be(room: Room) -> None:
    hand_in(room, "12345")
    assert graded(room)["12345"].startswith("7 of 11 points (")
    assert graded(room)["12345"] == "graded before, 7 of 11 points"
    assert graded(room, "12345", again=True)["12345"].startswith("7 of 11 points (")
    (room.submitted("12345") / TIMESTAMP).write_text("2027-03-02 22:59:00 UTC\n", encoding="utf-8")
    assert ", late by " in graded(room)["12345"]
    with pytest.raises(ClassroomError, match="'zoe' handed in nothing: make collect ASSIGNMENT=tiny"):
        graded(room, "zoe")


def test_a_deleted_test_cell_comes_back(room: Room) -> None:
    notebook = hand_in(room, "ada")
    notebook.cells = [c for c in notebook.cells if c.metadata.nbgrader.grade_id != "test-double-3"]
    notebooks.write(notebook, room.submitted("ada") / "tiny.ipynb")
    assert graded(room)["ada"].startswith("7 of 11 points")


def test_feedback_shows_no_hidden_test_and_needs_no_network(room: Room) -> None:
    hand_in(room, "ada", "def double(x):\n    print('so far')\n    return 2")
    graded(room)
    assert grader.feedback(room) == []
    page = (room.folder / "feedback" / "ada" / "tiny" / "tiny.html").read_text(encoding="utf-8")
    assert "AssertionError: double(3) should be 6" in page
    assert "so far" in page.partition("AssertionError")[0].rpartition("Grade cell")[2]
    assert "def double(x)" in notebooks.read(room.autograded("ada") / "tiny.ipynb").cells[0].source
    assert "HIDDEN" not in page
    assert ">6<" not in page  # the number in the hidden test, as Pygments writes it
    assert "Traceback" not in page.partition("<body>")[2]
    assert "<script" not in page


def test_nothing_is_graded_before_the_release(room: Room) -> None:
    (room.folder / "gradebook.db").unlink()
    with pytest.raises(ClassroomError, match="run `make release ASSIGNMENT=tiny` first"):
        graded(room)


def test_students_get_no_exercise_that_is_out_of_date(room: Room) -> None:
    with pytest.raises(ClassroomError, match=r"exercises: tiny/tiny\.ipynb is missing: run `make exercises`"):
        students.write(room.root)
    assert not (room.folder / "students").exists()


def test_a_due_date_that_is_none_is_refused(room: Room) -> None:
    with pytest.raises(ClassroomError, match=r"'soon' is no time: DUE="):
        grader.release(room, "soon")


def test_the_name_of_an_assignment_is_checked(room: Room) -> None:
    with pytest.raises(ClassroomError, match=r"there is no 'tyni': ASSIGNMENT=tiny"):
        Room("tyni", room.root).check_name()
    with pytest.raises(ClassroomError, match=r"which assignment\?: ASSIGNMENT=tiny"):
        Room("", room.root).check_name()


def test_stock_nbgrader_off_the_path_makes_a_gradebook_and_what_it_cannot_make_deletes_no_exercise(
    room: Room, tmp_path: Path
) -> None:
    (room.folder / "gradebook.db").unlink()
    exercise = room.root / "exercises" / "tiny" / "tiny.ipynb"
    exercise.parent.mkdir(parents=True)
    exercise.write_text("{}", encoding="utf-8")

    def nbgrader(*arguments: str) -> int:
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", "tiny", "--force", *arguments]
        environ = {"PATH": os.defpath, "HOME": str(tmp_path)}
        return subprocess.run(
            command, cwd=room.root, env=environ, capture_output=True, check=False
        ).returncode

    assert nbgrader() == 0
    assert nbgrader("--CourseDirectory.db_url=sqlite:////nowhere/gradebook.db") != 0
    assert exercise.read_text(encoding="utf-8") == "{}"
    assert {path.name for path in room.root.iterdir()} == {
        "classroom",
        "etc",
        "exercises",
        "nbgrader_config.py",
        "solutions",
    }
