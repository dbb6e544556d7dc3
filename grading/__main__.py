"""The command line of `make release`, `collect`, `grade`, `feedback`, `export` and `students`."""

import argparse
import sys
from pathlib import Path

from grading import grade as grader
from grading import students
from grading.collect import collect, unpack
from grading.room import ClassroomError, Room
from tools import exercises, notebooks
from tools.copies import CopyError


def release(options: argparse.Namespace) -> int:
    """Write the release and record it."""
    room = _room(options)
    grader.release(room, options.due)
    print(f"{room.assignment} is in the gradebook, ready to be graded. Students get it by `make students`.")
    return 0


def take(options: argparse.Namespace) -> int:
    """Collect what was handed in."""
    room = _room(options)
    if options.source:
        unpack(Path(options.source), room.downloaded)
    elif not room.downloaded.exists():
        raise ClassroomError("from where? FROM=FOLDER, or FROM=FILE.zip as a learning platform gives it")
    collected = collect(room)
    for problem in collected.problems:
        print(f"LEFT OUT: {problem}")
    print(f"{len(collected.taken)} notebooks collected, {len(collected.problems)} left out")
    if collected.problems:
        print(f"When that is mended: make collect ASSIGNMENT={room.assignment}")
    return 1 if collected.problems else 0


def grade(options: argparse.Namespace) -> int:
    """Grade what was collected."""
    done = []
    for student, words, graded in grader.grade(_room(options), options.student, options.again):
        print(f"{student}: {words}", flush=True)
        done.append(graded)
    return 0 if all(done) else 1


def feedback(options: argparse.Namespace) -> int:
    """Write feedback."""
    room = _room(options)
    waiting = grader.feedback(room)
    for line in waiting:
        print(f"NO FEEDBACK YET: {line}")
    print(f"{len(room.students()) - len(waiting)} written: classroom/feedback/STUDENT/{room.assignment}")
    return 1 if waiting else 0


def export(_: argparse.Namespace) -> int:
    """Write the table of grades."""
    table, unfinished = grader.export()
    for line in unfinished:
        print(f"NO GRADE YET: {line}")
    print(notebooks.shown(table))
    return 0


def hand_out(_: argparse.Namespace) -> int:
    """Write what students get."""
    folder = notebooks.shown(students.write())
    print(f"Without solutions and tests: {folder} and {folder}.zip")
    return 0


def _room(options: argparse.Namespace) -> Room:
    room = Room(options.assignment)
    room.check_name()
    return room


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status, 1 after an error or if something was left out."""
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    steps = parser.add_subparsers(required=True, metavar="STEP")
    for name, run in [("release", release), ("collect", take), ("grade", grade), ("feedback", feedback)]:
        step = steps.add_parser(name, help=run.__doc__)
        step.add_argument("assignment")
        step.set_defaults(run=run)
        if run is release:
            step.add_argument("--due", default="", help="local time until which it may be handed in")
        if run is take:
            step.add_argument("--from", dest="source", default="", help="a folder or a zip file")
        if run is grade:
            step.add_argument("--student", default="", help="grade one student only")
            step.add_argument("--again", action="store_true", help="also what was graded before")
    steps.add_parser("export", help=export.__doc__).set_defaults(run=export)
    steps.add_parser("students", help=hand_out.__doc__).set_defaults(run=hand_out)
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
    except (ClassroomError, exercises.ExercisesError, CopyError) as error:
        print(f"classroom: {error}", file=sys.stderr)
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
