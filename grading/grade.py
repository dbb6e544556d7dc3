"""Grade what was collected, each submission by a process of its own; write feedback and the table of grades.

A submission that nbgrader cannot grade stops no other, and is named. Students' code runs as this user, in no
sandbox.
"""

import csv
import os
import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from nbgrader.api import MissingEntry, SubmittedAssignment

from grading.collect import TIMESTAMP, handed_in
from grading.room import ClassroomError, Room
from tools import notebooks

LEFT_OUT = "left out by `make collect`"


def release(room: Room, due: str = "") -> None:
    """Write the release and record it in the gradebook, which grading needs.

    Args:
        room: The assignment.
        due: Until when it may be handed in, in local time, "2027-03-01 23:59" for example.

    Raises:
        ClassroomError: If the time cannot be read, or nbgrader fails.
    """
    try:
        moment = datetime.fromisoformat(due).astimezone() if due else None
    except ValueError:
        raise ClassroomError(f'{due!r} is no time: DUE="2027-03-01 23:59"') from None
    log = room.log("release")
    if problem := room.nbgrader(log, "generate_assignment", room.assignment, "--force"):
        raise ClassroomError(f"{problem}: its words are in {notebooks.shown(log)}")
    if moment:
        with room.gradebook() as gradebook:
            gradebook.update_or_create_assignment(room.assignment, duedate=moment)


def grade(room: Room, student: str = "", again: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Grade submissions one after the other.

    Args:
        room: The assignment.
        student: Whose; "" for all.
        again: Whether to grade those that were graded since they were handed in.

    Yields:
        For each submission the student, what became of it, in words, and whether it is graded.

    Raises:
        ClassroomError: If there is nothing to grade, or no release in the gradebook.
    """
    _check_released(room)
    students = [each for each in room.students() if student in ("", each)]
    if not students:
        missing = f"{student!r} handed in nothing" if student else "nothing is collected yet"
        raise ClassroomError(f"{missing}: make collect ASSIGNMENT={room.assignment} FROM=FOLDER")
    for each in students:
        if not again and _is_graded(room, each):
            yield each, f"graded before, {_score(room, each)}", True
        else:
            yield each, *_grade(room, each)


def _check_released(room: Room) -> None:
    with room.gradebook() as gradebook:
        try:
            gradebook.find_assignment(room.assignment)
        except MissingEntry:
            raise ClassroomError(
                f"{room.assignment} is not released: run `make release ASSIGNMENT={room.assignment}` first"
            ) from None


def _is_graded(room: Room, student: str) -> bool:
    """Whether what was handed in last is what was graded: nbgrader copies its time along."""
    graded = room.autograded(student) / TIMESTAMP
    submitted = room.submitted(student) / TIMESTAMP
    return graded.exists() and graded.read_bytes() == submitted.read_bytes()


def _grade(room: Room, student: str) -> tuple[str, bool]:
    log = room.log(student)
    started = time.monotonic()
    problem = room.nbgrader(
        log, "autograde", room.assignment, f"--student={student}", "--force", seconds=_most_seconds()
    )
    if problem:
        shutil.rmtree(room.autograded(student), ignore_errors=True)
        return f"NOT GRADED: {problem}; its words are in {notebooks.shown(log)}", False
    return f"{_score(room, student)} ({time.monotonic() - started:.0f} s)", True


def _most_seconds() -> float:
    """When a submission is given up; `nbgrader_config.py` ends single cells long before."""
    return float(os.environ.get("SUBMISSION_LIMIT", "300"))


def _score(room: Room, student: str) -> str:
    with room.gradebook() as gradebook:
        submission = gradebook.find_submission(room.assignment, student)
        words = [f"{submission.score:g} of {submission.max_score:g} points"]
        if to_mark := _points_to_mark(submission):
            words.append(f"{to_mark:g} more to mark by hand")
        if submission.total_seconds_late:
            words.append(f"late by {timedelta(seconds=round(submission.total_seconds_late))}")
    if stopped := _stopped_cells(room, student):
        words.append(f"ran out of time in {', '.join(stopped)}")
    return ", ".join(words)


def _points_to_mark(submission: SubmittedAssignment) -> float:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return sum(grade.max_score for grade in grades if grade.needs_manual_grade)


def _stopped_cells(room: Room, student: str) -> list[str]:
    cells = [cell for path in room.autograded(student).glob("*.ipynb") for cell in notebooks.read(path).cells]
    return [
        cell.metadata.get("nbgrader", {}).get("grade_id", "a cell between")
        for cell in cells
        if any(output.get("ename") == "CellTimeoutError" for output in cell.get("outputs", []))
    ]


def feedback(room: Room) -> list[str]:
    """Write feedback for all whose submission is graded and marked.

    Returns:
        Who gets none yet, and why, in words.

    Raises:
        ClassroomError: If nbgrader fails.
    """
    states = {student: state(room, student) for student in room.students()}
    waiting = {student: why for student, why in states.items() if why != "graded"}
    if len(waiting) < len(states):
        log = room.log("feedback")
        excluded = f"--CourseDirectory.student_id_exclude={','.join(waiting)}"
        if problem := room.nbgrader(log, "generate_feedback", room.assignment, "--force", excluded):
            raise ClassroomError(f"{problem}: its words are in {notebooks.shown(log)}")
    return [f"{student}: {why}" for student, why in waiting.items()]


def state(room: Room, student: str) -> str:
    """How far a submission is: not handed in, left out, not graded, to mark by hand, graded."""
    if not room.submitted(student).exists():
        left_out = any(file.student == student for file in handed_in(room))
        return LEFT_OUT if left_out else "not handed in"
    if not _is_graded(room, student):
        return "not graded"
    with room.gradebook() as gradebook:
        submission = gradebook.find_submission(room.assignment, student)
        return "to mark by hand" if submission.needs_manual_grade else "graded"


def export(root: Path = notebooks.ROOT) -> tuple[Path, list[str]]:
    """Write nbgrader's table of grades, with a column on how far each is.

    Returns:
        The table, and which of its rows are no grades yet, in words.

    Raises:
        ClassroomError: If nbgrader fails, or there is no gradebook.
    """
    room = Room("", root)
    room.gradebook().close()
    table, log = room.folder / "grades.csv", room.log("export")
    if problem := room.nbgrader(log, "export", f"--to={table}"):
        raise ClassroomError(f"{problem}: its words are in {notebooks.shown(log)}")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["state"] = state(Room(row["assignment"], root), row["student_id"])
        if row["state"] in ("not graded", LEFT_OUT):
            row["raw_score"] = row["score"] = ""  # nbgrader's 0 is no grade
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    unfinished = [row for row in rows if row["state"] != "graded"]
    return table, [f"{row['student_id']}, {row['assignment']}: {row['state']}" for row in unfinished]
