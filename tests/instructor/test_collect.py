"""Submissions are taken from a folder or a zip file; what cannot be taken is named, with what to do."""

import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbformat import NotebookNode

from grading.collect import TIMESTAMP, Collected, collect, unpack
from grading.room import ClassroomError, Room
from tests.notebooks import examples
from tools import notebooks

NAME = "tiny.ipynb"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    room = Room("tiny", tmp_path / "course")
    write(room.root / "solutions" / "tiny" / NAME)
    return room


def write(path: Path, notebook: NotebookNode | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    notebooks.write(notebook or examples.assignment(), path)


def collected(room: Room, *names: str) -> Collected:
    """What becomes of notebooks under these names."""
    for name in names:
        write(room.downloaded / name)
    return collect(room)


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("ada/tiny.ipynb", "ada"),
        ("ada/homework/tiny.ipynb", "ada"),
        ("ada_l/tiny.ipynb", "ada_l"),
        ("12345/tiny.ipynb", "12345"),
        ("Ada Lovelace_4711_assignsubmission_file_/tiny.ipynb", "Ada Lovelace"),
        ("ada_tiny.ipynb", "ada"),
        ("ada_l_tiny.ipynb", "ada_l"),
        ("lovelaceada_4711_815_tiny.ipynb", "lovelaceada"),
        ("lovelaceada_LATE_4711_815_tiny.ipynb", "lovelaceada"),
    ],
)
def test_the_student_is_told_by_place_or_name(room: Room, name: str, student: str) -> None:
    assert collected(room, name).problems == []
    assert room.students() == [student]
    assert sorted(p.name for p in room.submitted(student).iterdir()) == [TIMESTAMP, NAME]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("cleo/tiny (1).ipynb", "cleo/tiny.ipynb"),
        ("cleo/Tiny.ipynb", "cleo/tiny.ipynb"),
        ("cleo/tiny.ipynb.txt", "cleo/tiny.ipynb"),
        ("cleo/my answers.ipynb", "cleo/tiny.ipynb"),
        ("cleo_tiny (1).ipynb", "cleo_tiny.ipynb"),
        ("cleo_4711_815_tiny-1.ipynb", "cleo_4711_815_tiny.ipynb"),
        ("tiny.ipynb", "STUDENT/tiny.ipynb"),
    ],
)
def test_a_misnamed_file_is_left_out_and_the_shown_command_mends_it(
    room: Room, name: str, target: str
) -> None:
    first = collected(room, "ada/tiny.ipynb", name)
    assert [file.student for file in first.taken] == ["ada"]
    (problem,) = first.problems
    assert name.rpartition("/")[2] in problem
    commands = [line.strip() for line in problem.splitlines()[1:]]
    assert commands[-1] == f'mv "{room.downloaded / name}" "{room.downloaded / target}"'
    assert os.system(" && ".join(commands)) == 0
    second = collect(room)
    assert second.problems == []
    assert len(second.taken) == 2


def test_two_notebooks_of_one_student_are_both_left_out(room: Room) -> None:
    result = collected(room, "ada/tiny.ipynb", "ada/old/tiny.ipynb", "bela_tiny.ipynb")
    assert [file.student for file in result.taken] == ["bela"]
    assert len(result.problems) == 2
    assert all("are both tiny.ipynb of ada: delete one" in problem for problem in result.problems)


def test_a_second_file_beside_the_right_one_is_named(room: Room) -> None:
    result = collected(room, "ada/tiny.ipynb", "ada/tiny (1).ipynb")
    assert [file.name for file in result.taken] == [NAME]
    assert "tiny (1).ipynb is not named tiny.ipynb" in result.problems[0]


def test_what_is_no_answer_to_this_assignment_is_left_out(room: Room) -> None:
    write(room.downloaded / "ada" / NAME, examples.lesson())
    (room.downloaded / "bela").mkdir()
    (room.downloaded / "bela" / NAME).write_text("not a notebook", encoding="utf-8")
    (room.downloaded / "cleo").mkdir()
    (room.downloaded / "cleo" / "answers.pdf").write_bytes(b"%PDF")
    result = collect(room)
    assert result.taken == []
    assert [problem.rpartition("/")[2] for problem in result.problems] == [
        "cleo holds no notebook: ask for it",
        f"{NAME} has no cell of tiny: is it another assignment's? Ask for it again",
        f"{NAME} cannot be read as a notebook: ask for it again",
    ]


def test_a_name_that_nbgrader_would_take_for_a_pattern_is_refused(room: Room) -> None:
    (problem,) = collected(room, "a*/tiny.ipynb").problems
    assert "letters, digits, spaces and . _ - + @ only; rename it" in problem


def test_what_tools_leave_is_overlooked(room: Room) -> None:
    result = collected(
        room, "ada/tiny.ipynb", "ada/.ipynb_checkpoints/tiny-checkpoint.ipynb", "__MACOSX/ada/._tiny.ipynb"
    )
    assert result.problems == []


def test_a_new_submission_takes_the_place_of_the_old(room: Room) -> None:
    collected(room, "ada/tiny.ipynb")
    (room.submitted("ada") / "old.ipynb").touch()
    collect(room)
    assert sorted(p.name for p in room.submitted("ada").iterdir()) == [TIMESTAMP, NAME]


def archive(path: Path, *members: tuple[str, bytes]) -> Path:
    """A zip file whose members were handed in on 1 March 2027."""
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in members:
            opened.writestr(zipfile.ZipInfo(name, (2027, 3, 1, 12, 0, 0)), content)
    return path


def test_a_zip_file_is_unpacked_with_its_times(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    content = (room.root / "solutions" / "tiny" / NAME).read_bytes()
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as inner:  # a student's own clock says 1980
        inner.writestr(zipfile.ZipInfo(NAME), content)
    download = archive(
        tmp_path / "download.zip",
        (f"ada/{NAME}", content),
        ("bela/answers.zip", (tmp_path / "inner.zip").read_bytes()),
    )
    unpack(download, room.downloaded)
    assert collect(room).problems == []
    for student in ("ada", "bela"):
        time = (room.submitted(student) / TIMESTAMP).read_text(encoding="utf-8")
        assert time == f"{datetime(2027, 3, 1, 12).astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n"


def test_a_zip_file_writes_nothing_beside_its_folder(room: Room, tmp_path: Path) -> None:
    unpack(archive(tmp_path / "bad.zip", ("../../stray.ipynb", b"{}")), room.downloaded)
    assert list(tmp_path.rglob("stray.ipynb")) == [room.downloaded / "stray.ipynb"]


def test_a_new_download_takes_the_place_of_the_old_and_the_source_stays(room: Room, tmp_path: Path) -> None:
    write(tmp_path / "from" / "ada" / NAME)
    write(room.downloaded / "old" / NAME)
    unpack(tmp_path / "from", room.downloaded)
    assert [path.name for path in room.downloaded.iterdir()] == ["ada"]
    assert (tmp_path / "from" / "ada" / NAME).exists()


def test_anything_else_is_refused_and_what_was_there_stays(room: Room, tmp_path: Path) -> None:
    write(room.downloaded / "ada" / NAME)
    with pytest.raises(ClassroomError, match=r"is no folder and no zip file: FROM=FOLDER or FROM=FILE\.zip"):
        unpack(tmp_path / "nowhere", room.downloaded)
    assert (room.downloaded / "ada" / NAME).exists()
