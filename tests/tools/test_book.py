"""The program that `make book` calls: which pages it executes, what it says, what it clears away."""

import json
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
import pytest

from tools import book, notebooks
from tools.book import BookError
from tools.engine.store import Store

ROOT = Path(__file__).resolve().parents[2]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.fixture(autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_STORE", str(tmp_path_factory.mktemp("store")))


def write_book(root: Path, **sources: str) -> Path:
    """A book whose pages hold one code cell each; `exercise` lies where assignments lie."""
    names = []
    for name, source in sources.items():
        folder = root / "exercises/a" if name == "exercise" else root
        folder.mkdir(parents=True, exist_ok=True)
        page = v4.new_notebook(
            cells=[v4.new_markdown_cell(f"# {name}"), v4.new_code_cell(source)],
            metadata={"kernelspec": KERNEL},
        )
        nbformat.write(page, folder / f"{name}.ipynb")
        names.append((folder / name).relative_to(root).as_posix())
    (root / "beginning.md").write_text("# Beginning\n\nNo code.\n", encoding="utf-8")
    toc = {"format": "jb-book", "root": "beginning", "chapters": [{"file": name} for name in names]}
    (root / "_toc.yml").write_text(json.dumps(toc), encoding="utf-8")  # JSON is YAML
    return root


def test_pages_with_code_are_executed_but_assignments_are_not(tmp_path: Path) -> None:
    root = write_book(tmp_path, lesson="1", exercise="raise NotImplementedError()")
    assert book.read_pages(root) == [root / "lesson.ipynb"]


def test_code_in_a_page_of_text_would_never_run(tmp_path: Path) -> None:
    root = write_book(tmp_path, lesson="1")
    (root / "beginning.md").write_text("# Beginning\n\n```{code-cell}\n1\n```\n", encoding="utf-8")
    with pytest.raises(BookError, match=r"beginning\.md holds code cells: store it as beginning\.ipynb"):
        book.read_pages(root)


def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_book(tmp_path, lesson="1")
    (root / "lesson.ipynb").write_text('{"cells": [', encoding="utf-8")
    assert book.main(["--root", str(root)]) == 1
    assert "lesson.ipynb: not a notebook that can be read" in capsys.readouterr().err


def test_a_mirror_that_is_not_there_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "nowhere"))
    assert book.main(["--root", str(write_book(tmp_path, lesson="1"))]) == 1
    assert "nowhere, which is not a folder" in capsys.readouterr().err


def test_stopped_by_hand_what_finished_is_kept(tmp_path: Path) -> None:
    root = write_book(tmp_path, quick="print('done')", slow="import time\ntime.sleep(300)")
    options: dict[str, Any] = {
        "cwd": ROOT,
        "stdout": subprocess.PIPE,
        "text": True,
        "start_new_session": True,
        # What runs in the background of a script has inherited that the signal is ignored.
        "preexec_fn": partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    }
    command = [sys.executable, "-m", "tools.book", "--root", str(root)]
    cold = os.environ | {"KERAS_BACKEND": "jax"}  # two small kernels come sooner so
    with subprocess.Popen(command, stderr=subprocess.STDOUT, env=cold, **options) as program:
        assert program.stdout is not None
        for line in program.stdout:
            if line.startswith("[1/2]"):
                break
        os.kill(program.pid, signal.SIGINT)
        rest = program.stdout.read()
        assert program.wait(timeout=60) == 130, rest
    assert "What had finished is kept" in rest
    store = Store()
    assert store.latest(Path("quick.ipynb")) is not None
    assert store.latest(Path("slow.ipynb")) is None


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small book with the repository's settings and extension."""
    root = write_book(tmp_path, lesson="import time\nprint('moment', time.time_ns())")
    for name in ("_config.yml", "_static"):
        (root / name).symlink_to(ROOT / name)
    (root / "references.bib").write_text("", encoding="utf-8")
    for stray in (".venv/lib/package", ".pytest_cache", "tests/fixtures", "chapters/.ipynb_checkpoints"):
        (root / stray).mkdir(parents=True)
        (root / stray / "README.md").write_text("# No page of the book\n", encoding="utf-8")
    (root / "README.md").write_text("# Nor this\n", encoding="utf-8")
    # Where _config.yml looks for it: beside itself.
    (root / "_ext").symlink_to(ROOT / "_ext")
    return root


def moment(root: Path) -> str:
    text = (root / "_build/html/lesson.html").read_text(encoding="utf-8")
    found = re.findall(r"moment (\d+)", text)
    assert len(found) == 1, "the lesson's output stands on its page"
    return found[0]


def test_a_site_is_made_and_kept(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One book on its way: a warning, mended, built, kept, a lesson executed anew, a lesson that fails."""

    def build(*arguments: str) -> tuple[int, str]:
        status = book.main(["--root", str(site), *arguments])
        return status, "".join(capsys.readouterr())

    (site / "beginning.md").write_text("# Beginning\n\n[](nowhere.md)\n", encoding="utf-8")
    for executed in (1, 0):  # a warning fails until it is mended
        status, said = build()
        assert status == 1
        assert f"{1 - executed} of 1 lessons kept, {executed} to execute" in said
        assert "beginning.md:3: WARNING" in said
    (site / "beginning.md").write_text("# Beginning\n\n[](lesson.ipynb)\n", encoding="utf-8")
    status, said = build()
    assert status == 0, said
    html = site / "_build/html"
    assert "Made _build/html/index.html: 4 pages" in said
    assert (html / "index.html").read_bytes() == (html / "beginning.html").read_bytes()
    first = moment(site)

    (site / "beginning.md").write_text("# Beginning\n\n[](nowhere.md)\n", encoding="utf-8")
    page = notebooks.read(site / "lesson.ipynb")
    page.cells[0].source = "# lesson\n\n[](gone.md)"
    notebooks.write(page, site / "lesson.ipynb")
    status, said = build("--lesson", "lesson")
    assert status == 1
    assert "gone.md" in said
    assert "error" not in said
    assert "nowhere.md" not in said, "warnings of other pages are not for who writes this one"
    assert "lesson.ipynb: asserts nothing and has no golden output" in said
    assert "_build/html/lesson.html\n" in said
    assert moment(site) != first, "the page shows the newer run, though the lesson's file is as it was"

    page = notebooks.read(site / "lesson.ipynb")
    page.cells.append(v4.new_code_cell("print(missing)"))
    notebooks.write(page, site / "lesson.ipynb")
    status, said = build()
    assert status == 1
    assert "lesson.ipynb: cell 3" in said
    assert "NameError: name 'missing' is not defined" in said
    assert "The site was not built: lessons failed" in said


def test_a_lesson_is_named_by_the_beginning_of_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_book(tmp_path, **{"2-1-why": "1", "2-10-how": "1", "2-2-what": "1"})
    for name in ("2-3", "2"):
        assert book.main(["--root", str(root), "--lesson", name]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "--lesson 2-3 names 0 pages of _toc.yml; there are: 2-1-why, 2-10-how, 2-2-what"
    assert "--lesson 2 names 3 pages" in said[1]


def test_what_no_page_uses_is_cleared_away(tmp_path: Path) -> None:
    root = write_book(tmp_path, lesson="1", exercise="2")
    html = root / "_build/html"
    for name, text in {
        "beginning.html": '<img src="_images/used.svg">',
        "lesson.html": '<img alt="" src="_images/with%20space.svg"/>',
        "exercises/a/exercise.html": '<img src="../../_images/deep.svg">',
        "index.html": "",
        "search.html": "",
        "_static/part.html": "",
        "gone/renamed.html": '<img src="../_images/stale.svg">',
        "_images/used.svg": "",
        "_images/with space.svg": "",
        "_images/deep.svg": "",
        "_images/stale.svg": "",
        "_images/older.svg": "",
    }.items():
        (html / name).parent.mkdir(parents=True, exist_ok=True)
        (html / name).write_text(text, encoding="utf-8")
    removed = book.remove_stale(root)
    assert sorted(removed) == ["_images/older.svg", "_images/stale.svg", "gone/renamed.html"]
    assert not (html / "gone/renamed.html").exists()
    assert book.remove_stale(root) == []
