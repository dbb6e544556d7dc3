"""The reader's working folder: copies follow their sources, and nothing of the reader's is ever lost."""

from pathlib import Path

import pytest
from nbformat import NotebookNode

from tests.notebooks import examples
from tests.tools.test_copies import EXERCISE, LESSON, glued, never_run, root, run_of
from tools import lab, notebooks

__all__ = ["root"]


@pytest.fixture
def work(root: Path) -> Path:
    """A working folder after a first call."""
    folder = root / "work"
    outcome = lab.refresh(folder, root, never_run)
    assert outcome["new"] == [LESSON.as_posix(), EXERCISE.as_posix()]
    return folder


def change_source(root: Path) -> None:
    lesson = examples.lesson()
    lesson.cells[0].source += " It is two. {term}`Two`."
    notebooks.write(lesson, root / LESSON)


def states(outcome: dict[str, list[str]]) -> dict[str, str]:
    return {name: state for state, names in outcome.items() for name in names}


def snapshot(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {
        p: (p.read_bytes(), p.stat().st_mtime_ns)
        for p in folder.rglob("*")
        if p.name != lab.MANIFEST and p.is_file()
    }


def test_only_what_readers_get_is_copied(root: Path) -> None:
    for name in ("solutions/a1/a1.ipynb", "chapters/1/index.md", "chapters/1/.ipynb_checkpoints/1-1.ipynb"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("{}", encoding="utf-8")
    (root / "exercises/a1/helper.csv").write_bytes(b"1,2\n")
    lab.refresh(root / "work", root, never_run)
    found = {
        path.relative_to(root / "work").as_posix() for path in (root / "work").rglob("*") if path.is_file()
    }
    assert found == {LESSON.as_posix(), EXERCISE.as_posix(), "exercises/a1/helper.csv", lab.MANIFEST}


def test_a_second_call_touches_nothing(root: Path, work: Path) -> None:
    before = snapshot(work)
    assert set(states(lab.refresh(work, root, never_run)).values()) == {"as it was"}
    assert snapshot(work) == before


def test_what_the_reader_wrote_stays(root: Path, work: Path) -> None:
    (work / LESSON).write_bytes(b"my answers")
    (work / "chapters/1/notes.txt").write_bytes(b"my notes")
    change_source(root)
    for _ in range(2):
        assert states(lab.refresh(work, root, never_run)) == {
            LESSON.as_posix(): "kept",
            EXERCISE.as_posix(): "as it was",
        }
    assert (work / LESSON).read_bytes() == b"my answers"
    assert (work / "chapters/1/notes.txt").read_bytes() == b"my notes"


def test_an_untouched_copy_follows_its_source(root: Path, work: Path) -> None:
    change_source(root)
    assert states(lab.refresh(work, root, never_run))[LESSON.as_posix()] == "refreshed"
    assert notebooks.read(work / LESSON).cells[0].source.endswith("It is two. Two.")


def test_an_untouched_copy_gets_the_numbers_of_a_new_run(root: Path) -> None:
    lesson = examples.lesson()
    lesson.cells[0].source += " {glue:text}`a:.1f`"
    notebooks.write(lesson, root / LESSON)
    lab.refresh(root / "work", root, never_run)

    def executed(page: Path) -> NotebookNode | None:
        return run_of(glued("a", "0.25")) if page == LESSON else None

    assert states(lab.refresh(root / "work", root, executed))[LESSON.as_posix()] == "refreshed"
    assert notebooks.read(root / "work" / LESSON).cells[0].source.endswith(" 0.2")


def test_a_deleted_copy_comes_back(root: Path, work: Path) -> None:
    (work / LESSON).unlink()
    assert states(lab.refresh(work, root, never_run))[LESSON.as_posix()] == "new"
    assert (work / LESSON).is_file()


@pytest.mark.parametrize("changed", [False, True])
def test_a_copy_of_what_the_course_has_no_more(root: Path, work: Path, changed: bool) -> None:
    if changed:
        (work / EXERCISE).write_bytes(b"my answers")
    (root / EXERCISE).unlink()
    assert states(lab.refresh(work, root, never_run)).get(EXERCISE.as_posix()) == (
        None if changed else "removed"
    )
    assert (work / EXERCISE).exists() == changed
    assert EXERCISE.as_posix() not in states(lab.refresh(work, root, never_run))


@pytest.mark.parametrize("manifest", [None, "", "[1"])
def test_without_a_readable_record_every_file_stays(root: Path, work: Path, manifest: str | None) -> None:
    if manifest is None:
        (work / lab.MANIFEST).unlink()
    else:
        (work / lab.MANIFEST).write_text(manifest, encoding="utf-8")
    before = (work / LESSON).read_bytes()
    change_source(root)
    assert states(lab.refresh(work, root, never_run)) == {
        LESSON.as_posix(): "kept",
        EXERCISE.as_posix(): "as it was",
    }
    assert (work / LESSON).read_bytes() == before


def test_the_command_says_what_it_did(root: Path, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / LESSON).write_bytes(b"my answers")
    assert lab.main([str(work)], root) == 0
    line = f"Your copies in {work}: 1 as it was, 1 kept (delete one to get it anew: {LESSON.as_posix()})\n"
    assert capsys.readouterr().out == line


def test_the_sources_are_no_working_folder(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lab.main([str(root)], root) == 1
    assert "is the course itself: name another folder" in capsys.readouterr().err
    assert not (root / lab.MANIFEST).exists()


def test_what_cannot_be_copied_stops_the_command(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lesson = examples.lesson()
    lesson.cells[0].source += " {numref}`x`"
    notebooks.write(lesson, root / LESSON)
    assert lab.main([str(root / "work")], root) == 1
    assert "lab: chapters/1/1-1.ipynb, cell 1 (opening): the role {numref}" in capsys.readouterr().err
