"""What is executed again and what is not, and what a failing lesson says. Kernels run tiny notebooks here."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat.v4 as v4
import pytest
from jupyter_cache import get_cache
from nbformat import NotebookNode

from lib.datasets import DatasetError
from tools import execution
from tools.execution import LessonError, Outcome, Store

ROOT = Path(__file__).resolve().parents[2]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def notebook(*cells: str, caption: str = "", tags: tuple[str, ...] = ()) -> NotebookNode:
    """A notebook: cells that begin with # are text, the others code; the caption goes to the last one."""
    made = [v4.new_markdown_cell(c) if c.startswith("#") else v4.new_code_cell(c) for c in cells]
    made[-1].metadata.update({"mystnb": {"figure": {"caption": caption}}} if caption else {})
    made[-1].metadata.update({"tags": list(tags)} if tags else {})
    return v4.new_notebook(cells=made, metadata={"kernelspec": KERNEL})


def run(folder: Path, **pages: NotebookNode) -> tuple[list[Outcome], list[LessonError], list[str]]:
    """Run pages against the store in a folder; returns also what was said."""
    said: list[str] = []
    store = Store(folder / "executed", "surroundings")
    todo = [(Path(f"{name}.ipynb"), page) for name, page in pages.items()]
    outcomes, errors = execution.run_pages(todo, store, workers=2, timeout=20, say=said.append)
    return outcomes, errors, said


def cached(outcomes: list[Outcome]) -> dict[str, bool]:
    return {outcome.run.page.removesuffix(".ipynb"): outcome.cached for outcome in outcomes}


def output_of(folder: Path, page: NotebookNode) -> tuple[NotebookNode, str]:
    """The last cell of a page as myst-nb would show it, and its text output."""
    cache = get_cache(folder / "executed/surroundings")
    cell = cache.merge_match_into_notebook(page)[1].cells[-1]
    return cell, "".join(output.text for output in cell.outputs)


# --- What a run depends on --------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, text in {
        "lib/text.py": "a = 1",
        "lib/data/words.txt": "a word",
        "requirements/lock.txt": "keras==3",
        "etc/ipython/ipython_kernel_config.py": "c = 1",
        "chapters/lesson.md": "prose",
        "mirror/names.txt": "Ada",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No mirror and no downloads, whatever this machine has."""
    for name in ("COURSE_DATA", "KERAS_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COURSE_DOWNLOADS", str(tmp_path / "downloads"))


def digest(book: Path) -> str:
    return execution.surroundings_digest(book)


@pytest.mark.parametrize(
    "name",
    [
        "lib/text.py",
        "lib/data/words.txt",
        "lib/new.py",
        "requirements/lock.txt",
        "etc/ipython/ipython_kernel_config.py",
    ],
)
def test_a_change_of_what_all_lessons_use_is_seen(book: Path, name: str) -> None:
    before = digest(book)
    (book / name).write_text("changed", encoding="utf-8")
    assert digest(book) != before


@pytest.mark.parametrize("name", ["chapters/lesson.md", "lib/__pycache__/text.cpython-311.pyc", "README.md"])
def test_a_change_of_anything_else_is_not(book: Path, name: str) -> None:
    before = digest(book)
    (book / name).parent.mkdir(exist_ok=True)
    (book / name).write_text("changed", encoding="utf-8")
    assert digest(book) == before


def test_a_renamed_file_is_seen(book: Path) -> None:
    before = digest(book)
    (book / "lib/text.py").rename(book / "lib/texts.py")
    assert digest(book) != before


def test_the_data_source_counts(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded = digest(book)
    assert execution.machine()["Data"] == "embedded"
    (book / "downloads").mkdir()
    (book / "downloads/names.txt").write_text("Ada", encoding="utf-8")
    downloaded = digest(book)
    (book / "mirror/unknown.txt").write_text("of no data set", encoding="utf-8")
    monkeypatch.setenv("COURSE_DATA", str(book / "mirror"))
    mirror = digest(book)
    assert execution.machine()["Data"] == "real: names; else embedded"
    (book / "mirror/names.txt").write_text("Ada\nGrace", encoding="utf-8")
    changed = digest(book)
    assert len({embedded, downloaded, mirror, changed}) == 4


def test_files_that_no_loader_reads_do_not_count(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DATA", str(book / "mirror"))
    before = digest(book)
    (book / "mirror/unknown.txt").write_text("of no data set", encoding="utf-8")
    (book / "downloads").mkdir()
    (book / "downloads/names.txt").write_text("hidden by the mirror", encoding="utf-8")
    assert digest(book) == before


def test_a_mirror_that_is_not_there_is_named(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DATA", "no/such/folder")
    with pytest.raises(DatasetError, match="COURSE_DATA names no/such/folder"):
        digest(book)


def test_kernels_find_a_mirror_named_from_here(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book)
    monkeypatch.setenv("COURSE_DATA", "mirror")
    assert execution.kernel_environment()["COURSE_DATA"] == str(book / "mirror")


def test_python_and_the_backend_count(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(book)
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    with_jax = digest(book)
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    assert len({before, with_jax, digest(book)}) == 3


def test_the_code_of_a_notebook_counts_and_its_prose_does_not() -> None:
    base = execution.code_digest(notebook("# Title", "a = 1", "a"))
    assert execution.code_digest(notebook("# Other title", "a = 1", "a", caption="what to see")) == base
    assert execution.code_digest(notebook("a = 1", "# Title", "a", tags=("hide-input",))) == base
    different = [
        notebook("# Title", "a = 2", "a"),
        notebook("# Title", "a", "a = 1"),
        notebook("# Title", "a = 1\na"),
        notebook("# Title", "a = 1", "a", tags=("raises-exception",)),
    ]
    assert base not in {execution.code_digest(page) for page in different}


# --- Running ----------------------------------------------------------------------------------------------


def test_only_what_changed_runs_again(tmp_path: Path) -> None:
    first, second = notebook("print('one')"), notebook("print('two')")
    outcomes, errors, _ = run(tmp_path, first=first, second=second)
    assert errors == []
    assert cached(outcomes) == {"first": False, "second": False}

    touched = notebook("print('two, touched')")
    outcomes, _, said = run(tmp_path, first=notebook("print('one')"), second=touched)
    assert cached(outcomes) == {"first": True, "second": False}
    assert output_of(tmp_path, notebook("print('two, touched')"))[1] == "two, touched\n"
    assert [line for line in said if "first" in line] == []

    # Going back needs no run either.
    assert cached(run(tmp_path, first=notebook("print('one')"), second=notebook("print('two')"))[0]) == {
        "first": True,
        "second": True,
    }


def test_prose_and_captions_change_without_a_run(tmp_path: Path) -> None:
    run(tmp_path, lesson=notebook("# Before", "print('kept')", caption="before"))
    after = notebook("# After", "print('kept')", caption="after")
    outcomes, _, _ = run(tmp_path, renamed=after)
    assert cached(outcomes) == {"renamed": True}
    cell, text = output_of(tmp_path, after)
    assert text == "kept\n"
    assert cell.metadata["mystnb"]["figure"]["caption"] == "after"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("np.float64(0.5)", "0.5"),
        ("np.float32(-1.5e-07)", "-1.5e-07"),
        ("np.int64(3)", "3"),
        ("0.25", "0.25"),
        ("'np.int64(3)'", "'np.int64(3)'"),
        ("[np.int64(3)]", "[np.int64(3)]"),
    ],
)
def test_glued_numbers_are_plain_numbers(value: str, text: str) -> None:
    output = v4.new_output("display_data", {"text/plain": value}, metadata={"scrapbook": {"name": "a"}})
    shown = v4.new_output("display_data", {"text/plain": value})
    page = v4.new_notebook(cells=[v4.new_code_cell("a", outputs=[output, shown])])
    execution._unwrap_glued_numbers(page)
    # What a cell shows by itself stays as it was.
    assert [o.data["text/plain"] for o in page.cells[0].outputs] == [text, value]


def test_a_number_is_glued_as_myst_nb_wants_it(tmp_path: Path) -> None:
    glue = "glue('half', np.float64(0.5), display=False)"
    page = notebook(f"import numpy as np\nfrom myst_nb import glue\n{glue}")
    assert run(tmp_path, lesson=page)[1] == []
    cache = get_cache(tmp_path / "executed/surroundings")
    (output,) = cache.merge_match_into_notebook(page)[1].cells[-1].outputs
    assert list(output.data.values()) == ["0.5"]


def test_a_damaged_copy_runs_again(tmp_path: Path) -> None:
    run(tmp_path, lesson=notebook("print('whole')"))
    for path in (tmp_path / "executed").rglob("base.ipynb"):
        path.write_text("{", encoding="utf-8")
    outcomes, errors, _ = run(tmp_path, lesson=notebook("print('whole')"))
    assert (cached(outcomes), errors) == ({"lesson": False}, [])
    assert output_of(tmp_path, notebook("print('whole')"))[1] == "whole\n"


def test_runs_leave_nothing_behind_and_say_where_they_were(tmp_path: Path) -> None:
    here = set(os.listdir())
    page = notebook("open('left.txt', 'w').close()", "import os; print(os.getcwd())")
    outcomes, _, said = run(tmp_path, lesson=page)
    assert set(os.listdir()) == here
    assert not Path(output_of(tmp_path, page)[1].strip()).exists()
    assert outcomes[0].run.seconds > 0
    assert outcomes[0].run.machine["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert any(line.startswith("[1/1]") and "lesson.ipynb" in line for line in said)


@pytest.mark.parametrize(
    ("source", "name", "message"),
    [
        ("print(not_there)", "NameError", "name 'not_there' is not defined"),
        ("assert 1 + 1 == 3, 'sums are off'", "AssertionError", "sums are off"),
        ("def f(:", "SyntaxError", "invalid syntax"),
        ("import os; os._exit(3)", "DeadKernelError", "the kernel died"),
    ],
)
def test_a_failing_lesson_is_named_with_cell_and_message(
    tmp_path: Path, source: str, name: str, message: str
) -> None:
    bad = notebook("# Title", "a = 1", source, "print('never')")
    outcomes, errors, said = run(tmp_path, good=notebook(f"print({name!r})"), bad=bad)
    assert cached(outcomes) == {"good": False}
    (error,) = errors
    assert (error.page, error.cell, error.name) == (Path("bad.ipynb"), 3, name)
    assert message in error.message
    assert f"bad.ipynb, cell 3: {name}: " in error.report()
    assert source in error.report()
    assert any("FAILED" in line and "bad.ipynb, cell 3" in line for line in said)
    # What failed is not kept, what did not is.
    assert cached(run(tmp_path, good=notebook(f"print({name!r})"), bad=notebook("1"))[0]) == {
        "good": True,
        "bad": False,
    }


def test_a_cell_that_takes_too_long(tmp_path: Path) -> None:
    page = notebook("1", "import time\ntime.sleep(60)")
    with pytest.raises(LessonError, match="cell 2: CellTimeoutError: took longer than 1 s"):
        execution.execute(Path("slow.ipynb"), page, timeout=1)


def test_an_error_that_is_meant_is_none(tmp_path: Path) -> None:
    page = notebook("1 / 0", tags=("raises-exception",))
    assert run(tmp_path, lesson=page)[1] == []


def test_longest_first(tmp_path: Path) -> None:
    pages = [(Path(f"{name}.ipynb"), notebook(name)) for name in ("quick", "slow", "unknown")]
    runs = [execution.Run("quick.ipynb", 1.0, ""), execution.Run("slow.ipynb", 9.0, "")]
    execution._remember_seconds(tmp_path, runs)
    assert [page.stem for page, _ in execution._longest_first(pages, tmp_path)] == [
        "unknown",
        "slow",
        "quick",
    ]


def test_old_surroundings_are_dropped(tmp_path: Path) -> None:
    for age, name in enumerate(["new", "older", "old", "oldest", "ancient"]):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - 60 * age - 60,) * 2)
    Store(tmp_path, "mine").drop_old()
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "new", "older", "old"}


def test_stopped_by_hand_what_finished_is_kept(tmp_path: Path) -> None:
    import nbformat

    (tmp_path / "_toc.yml").write_text(
        "format: jb-book\nroot: quick\nchapters:\n- file: slow\n", encoding="utf-8"
    )
    nbformat.write(notebook("print('done')"), tmp_path / "quick.ipynb")
    nbformat.write(notebook("import time\ntime.sleep(300)"), tmp_path / "slow.ipynb")
    command = [sys.executable, "-m", "tools.build_book", "--root", str(tmp_path)]
    options: dict[str, Any] = {
        "cwd": ROOT,
        "stdout": subprocess.PIPE,
        "text": True,
        "start_new_session": True,
    }
    with subprocess.Popen(command, stderr=subprocess.STDOUT, **options) as program:
        assert program.stdout is not None
        for line in program.stdout:
            if line.startswith("[1/2]"):
                break
        os.kill(program.pid, signal.SIGINT)
        rest = program.stdout.read()
        assert program.wait(timeout=60) == 130, rest
    assert "Lessons that had finished are kept" in rest
    store = Store(tmp_path / "_build/executed", execution.surroundings_digest(tmp_path))
    assert store.find(Path("quick.ipynb"), notebook("print('done')")) is not None
    assert store.find(Path("slow.ipynb"), notebook("import time\ntime.sleep(300)")) is None
