"""The program that `make book` calls: which pages it executes, what it says, what it clears away."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest

from tools import build_book
from tools.build_book import BookError
from tools.execution import Outcome, Run

ROOT = Path(__file__).resolve().parents[2]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
MYST = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3, language: python}
---

# A map

```{code-cell} ipython3
print("drawn")
```
"""


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
    (root / "intro.md").write_text("# Beginning\n\nNo code.\n", encoding="utf-8")
    (root / "map.md").write_text(MYST, encoding="utf-8")
    toc = {"format": "jb-book", "root": "intro", "chapters": [{"file": name} for name in ("map", *names)]}
    (root / "_toc.yml").write_text(json.dumps(toc), encoding="utf-8")  # JSON is YAML
    return root


def test_pages_with_code_are_executed_but_assignments_are_not(tmp_path: Path) -> None:
    root = write_book(tmp_path, lesson="1", exercise="raise NotImplementedError()")
    pages = dict(build_book.read_pages(root))
    assert list(pages) == [Path("map.md"), Path("lesson.ipynb")]
    assert pages[Path("map.md")].cells[-1].source == 'print("drawn")'


def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_book(tmp_path, lesson="1")
    (root / "lesson.ipynb").write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(BookError, match=r"lesson\.ipynb: not a notebook that can be read"):
        build_book.read_pages(root)
    assert build_book.main(["--root", str(root)]) == 1
    assert "lesson.ipynb" in capsys.readouterr().err


def test_a_mirror_that_is_not_there_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "nowhere"))
    assert build_book.main(["--root", str(write_book(tmp_path, lesson="1"))]) == 1
    assert "nowhere, which is not a folder" in capsys.readouterr().err


def test_a_failing_lesson_stops_the_build(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = write_book(tmp_path, good="print('fine')", bad="print(missing)")
    assert build_book.build(root) == 1
    out, err = capfd.readouterr()
    assert "bad.ipynb, cell 2: NameError: name 'missing' is not defined" in err
    assert "1 lesson failed" in err
    assert not (root / "_build/html").exists()
    # The next run finds what had finished.
    build_book.build(root)
    assert "2 of 3 executed before and unchanged" in capfd.readouterr().out
    assert "good.ipynb" in out


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


def test_a_site_is_made_and_kept(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert build_book.build(site) == 0
    html = site / "_build/html"
    assert "Made _build/html/index.html: 5 pages" in capfd.readouterr().out
    assert (html / "index.html").read_bytes() == (html / "intro.html").read_bytes()
    first = moment(site)

    assert build_book.build(site) == 0
    assert "(0 executed, 2 kept" in capfd.readouterr().out
    assert moment(site) == first

    shutil.rmtree(site / "_build/executed")
    assert build_book.build(site) == 0
    assert moment(site) != first, "the page shows the newer run, though the lesson's file is as it was"


def test_a_warning_fails_until_it_is_mended(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (site / "intro.md").write_text("# Beginning\n\n[](nowhere.md)\n", encoding="utf-8")
    for _ in range(2):
        assert build_book.build(site) == 1
        assert "intro.md:3: WARNING" in capfd.readouterr().err
    (site / "intro.md").write_text("# Beginning\n\n[](map.md)\n", encoding="utf-8")
    assert build_book.build(site) == 0


def test_what_no_page_uses_is_cleared_away(tmp_path: Path) -> None:
    root = write_book(tmp_path, lesson="1", exercise="2")
    html = root / "_build/html"
    for name, text in {
        "intro.html": '<img src="_images/used.svg">',
        "map.html": '<img alt="" src="_images/with%20space.svg"/>',
        "lesson.html": "",
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
    removed = build_book.remove_stale(root)
    assert sorted(removed) == ["_images/older.svg", "_images/stale.svg", "gone/renamed.html"]
    assert not (html / "gone/renamed.html").exists()
    assert build_book.remove_stale(root) == []


def test_the_report_says_which_outputs_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    outcomes = [
        Outcome(Run("a.ipynb", 1.5, "2026-01-01T10:00+00:00", {"Python": "3.11"}), cached=True),
        Outcome(Run("b.ipynb", 2.5, "2026-01-02T10:00+00:00", {"Python": "3.12"}), cached=False),
    ]
    build_book.write_report(path, outcomes)
    runs = json.loads(path.read_text(encoding="utf-8"))["runs"]
    assert [(run["page"], run["cached"], run["machine"]["Python"]) for run in runs] == [
        ("a.ipynb", True, "3.11"),
        ("b.ipynb", False, "3.12"),
    ]
    written = path.stat().st_mtime_ns
    build_book.write_report(path, outcomes)
    assert path.stat().st_mtime_ns == written
