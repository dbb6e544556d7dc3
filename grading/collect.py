"""Collect what students handed in: from a folder, or the zip file of a learning platform's download.

The student is told by the file's place or name: the folder that holds it (`ada/assignment1.ipynb`, Moodle's
`Ada Lovelace_123_assignsubmission_file_/assignment1.ipynb`), or what stands before the assignment's name
(`ada_assignment1.ipynb`, Canvas's `adalovelace_LATE_123_456_assignment1.ipynb`). Only notebooks are taken.
What cannot be taken is named, with what to do about it: nothing is guessed, and nobody gets 0 for the name of
a file. A file was handed in when it was last changed, as a platform's zip file says.
"""

import difflib
import json
import os
import re
import shutil
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grading.room import ClassroomError, Room
from tools import notebooks

# What nbgrader writes into a submission's folder, and reads from it.
TIMESTAMP = "timestamp.txt"
_MOODLE = re.compile(r"_\d+_assignsubmission_\w*$")
_CANVAS = re.compile(r"(_LATE)?_\d+_\d+$")
_STUDENT = re.compile(r"\w[\w .@+-]*")


@dataclass(frozen=True)
class HandedIn:
    """A file that was handed in.

    Args:
        path: Where it lies.
        student: Whose it is, "" if nothing says.
        name: What it is called, without the student.
    """

    path: Path
    student: str
    name: str


@dataclass
class Collected:
    """What became of the files handed in."""

    taken: list[HandedIn]
    problems: list[str]


def unpack(source: Path, folder: Path) -> None:
    """Put the content of a folder or a zip file, and of zip files in it, in place of a folder's.

    Raises:
        ClassroomError: If `source` is neither.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        new = Path(scratch) / "new"
        if source.is_dir():
            shutil.copytree(source, new)
        elif zipfile.is_zipfile(source):
            _unzip(source, new)
        else:
            raise ClassroomError(f"{source} is no folder and no zip file: FROM=FOLDER or FROM=FILE.zip")
        for inner in sorted(new.rglob("*.zip")):
            if zipfile.is_zipfile(inner):
                _unzip(inner, inner.with_suffix(""), keep_times=False)
                inner.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)


def _unzip(archive: Path, folder: Path, keep_times: bool = True) -> None:
    """Extract a zip file; members get the times that it says, or, as its maker may be a student, its own."""
    with zipfile.ZipFile(archive) as opened:
        for member in opened.infolist():
            path = opened.extract(member, folder)
            said = time.mktime((*member.date_time, 0, 0, -1))
            seconds = said if keep_times else archive.stat().st_mtime
            os.utime(path, (seconds, seconds))


def collect(room: Room) -> Collected:
    """Copy what can be graded from `downloaded` to `submitted`.

    Args:
        room: The assignment.

    Returns:
        What was taken, and problems with the rest, in words.
    """
    found = list(handed_in(room))
    by_place: dict[tuple[str, str], list[HandedIn]] = defaultdict(list)
    for file in found:
        by_place[file.student, file.name].append(file)
    collected = Collected([], _empty_folders(room, found))
    for files in by_place.values():
        for file in files:
            if problem := _problem(file, room) or _rivals(file, files):
                collected.problems.append(problem)
            else:
                collected.taken.append(file)
    for student in sorted({file.student for file in collected.taken}):
        _submit(student, [file for file in collected.taken if file.student == student], room)
    return collected


def handed_in(room: Room) -> Iterator[HandedIn]:
    """All notebooks in `downloaded`, and what may be meant for one."""
    stems = [path.stem for path in room.sources]
    for path in sorted(room.downloaded.rglob("*")):
        place = path.relative_to(room.downloaded)
        if not path.is_file() or ".ipynb" not in path.name.lower() or _left_by_tools(place):
            continue
        if len(place.parts) > 1:
            yield HandedIn(path, _MOODLE.sub("", place.parts[0]), path.name)
        else:
            yield _flat(path, stems)


def _left_by_tools(place: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in place.parts)


def _flat(path: Path, stems: list[str]) -> HandedIn:
    """A file in no student's folder: the student stands before the notebook's name."""
    for stem in stems:
        student, separator, rest = path.name.partition(f"_{stem}")
        if separator:
            return HandedIn(path, _CANVAS.sub("", student), stem + rest)
    return HandedIn(path, "", path.name)


def _empty_folders(room: Room, found: list[HandedIn]) -> list[str]:
    full = {file.path.relative_to(room.downloaded).parts[0] for file in found}
    folders = sorted(path for path in room.downloaded.iterdir() if path.is_dir())
    return [
        f"{notebooks.shown(path)} holds no notebook: ask for it"
        for path in folders
        if path.name not in full and not _left_by_tools(Path(path.name))
    ]


def _problem(file: HandedIn, room: Room) -> str:
    """Why a file cannot be graded, and what to do; "" if it can."""
    names = [path.name for path in room.sources]
    shown = notebooks.shown(file.path)
    if not file.student:
        target = file.path.with_name("STUDENT") / difflib.get_close_matches(file.name, names, 1, 0)[0]
        return f"{shown} says no student. {_move(file.path, target)}"
    if not _STUDENT.fullmatch(file.student):
        return f"{shown}: a student's name holds letters, digits, spaces and . _ - + @ only; rename it"
    if file.name not in names:
        name = difflib.get_close_matches(file.name, names, 1, 0)[0]
        target = file.path.with_name(file.path.name.removesuffix(file.name) + name)
        return f"{shown} is not named {name}. {_move(file.path, target)}"
    return _content_problem(file, room)


def _move(path: Path, target: Path) -> str:
    lines = [f'mv "{notebooks.shown(path)}" "{notebooks.shown(target)}"']
    if not target.parent.exists():
        lines.insert(0, f'mkdir "{notebooks.shown(target.parent)}"')
    return "\n".join(["If it is the one to grade:", *(f"    {line}" for line in lines)])


def _content_problem(file: HandedIn, room: Room) -> str:
    shown = notebooks.shown(file.path)
    try:
        answered = _grade_ids(file.path)
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"{shown} cannot be read as a notebook: ask for it again"
    source = next(path for path in room.sources if path.name == file.name)
    if not answered & _grade_ids(source):
        return f"{shown} has no cell of {room.assignment}: is it another assignment's? Ask for it again"
    return ""


def _grade_ids(path: Path) -> set[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells} - {""}


def _rivals(file: HandedIn, files: list[HandedIn]) -> str:
    """That several files claim one place; "" if one does."""
    if len(files) == 1:
        return ""
    others = " and ".join(notebooks.shown(other.path) for other in files if other is not file)
    return f"{notebooks.shown(file.path)} and {others} are both {file.name} of {file.student}: delete one"


def _submit(student: str, files: list[HandedIn], room: Room) -> None:
    folder = room.submitted(student)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in files:
        shutil.copy(file.path, folder / file.name)
    latest = datetime.fromtimestamp(max(file.path.stat().st_mtime for file in files), UTC)
    (folder / TIMESTAMP).write_text(f"{latest:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
