"""What is found again and what is not. Nothing is executed here: outputs are made up."""

import hashlib
import os
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from lib.datasets import DatasetError
from tools import notebooks
from tools.engine import store as stores
from tools.engine.store import Store, code_digest

PAGE = Path("chapters/lesson.ipynb")


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a lib of two modules and a file of words, on a machine without data."""
    for name in ("COURSE_DATA", "COURSE_STORE", "KERAS_BACKEND", *stores._SETTINGS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COURSE_DOWNLOADS", str(tmp_path / "downloads"))
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "checkout"
    for name, text in {
        "lib/text.py": "a = 1",
        "lib/plots.py": "b = 1",
        "lib/words.txt": "a word",
        "requirements/lock.txt": "keras==3",
        "etc/ipython/ipython_kernel_config.py": "c = 1",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def write_mirror(checkout: Path, names: str) -> Path:
    """A mirror that holds names, and the checksum that says so."""
    folder = checkout / "mirror"
    folder.mkdir(exist_ok=True)
    (folder / "names.txt").write_text(names, encoding="utf-8")
    checksum = hashlib.sha256(names.encode()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{checksum}  names.txt\n", encoding="utf-8")
    return folder


def lesson(*cells: str, caption: str = "", tags: tuple[str, ...] = ()) -> NotebookNode:
    """A notebook: cells that begin with # are text, the others code; caption and tags go to the last one."""
    made = [v4.new_markdown_cell(c) if c.startswith("#") else v4.new_code_cell(c) for c in cells]
    made[-1].metadata.update({"mystnb": {"figure": {"caption": caption}}} if caption else {})
    made[-1].metadata.update({"tags": list(tags)} if tags else {})
    return v4.new_notebook(cells=made)


def keep(checkout: Path, *cells: str, text: str = "out", files: tuple[str, ...] = ("lib/text.py",)) -> None:
    executed = lesson(*cells)
    code = code_digest(executed)
    executed.cells[-1].outputs = [v4.new_output("stream", text=text)]
    Store(checkout=checkout).keep(PAGE, executed, list(files), seconds=1.23, code=code)


def found(checkout: Path, *cells: str, page: Path = PAGE) -> str | None:
    """What a notebook put out, by the store; None if it must be executed."""
    executed = Store(checkout=checkout).find(page, lesson(*cells))
    return executed and "".join(output.text for output in executed.cells[-1].outputs)


def test_what_was_kept_is_found(checkout: Path) -> None:
    assert found(checkout, "a") is None
    keep(checkout, "a")
    assert found(checkout, "a") == "out"
    assert found(checkout, "a", page=Path("chapters/other.ipynb")) is None
    run = Store(checkout=checkout).latest(PAGE).metadata.run
    assert (run.seconds, list(run.files)) == (1.2, ["lib/text.py"])
    assert run.machine["Data"] == "embedded"


@pytest.mark.parametrize(
    "name",
    ["lib/text.py", "lib/words.txt", "requirements/lock.txt", "etc/ipython/ipython_kernel_config.py"],
)
def test_a_file_that_the_lesson_used_counts(checkout: Path, name: str) -> None:
    keep(checkout, "a", files=("lib/text.py", "lib/words.txt"))
    before = (checkout / name).read_text(encoding="utf-8")
    (checkout / name).write_text("changed", encoding="utf-8")
    assert found(checkout, "a") is None
    (checkout / name).unlink()
    assert found(checkout, "a") is None
    (checkout / name).write_text(before, encoding="utf-8")
    assert found(checkout, "a") == "out"


@pytest.mark.parametrize("name", ["lib/plots.py", "lib/new.py", "README.md"])
def test_a_file_that_it_did_not_use_does_not(checkout: Path, name: str) -> None:
    keep(checkout, "a")
    (checkout / name).write_text("changed", encoding="utf-8")
    assert found(checkout, "a") == "out"


def test_both_sides_of_a_change_are_kept(checkout: Path) -> None:
    keep(checkout, "a", text="before")
    (checkout / "lib/text.py").write_text("changed", encoding="utf-8")
    keep(checkout, "a", text="after")
    assert found(checkout, "a") == "after"
    (checkout / "lib/text.py").write_text("a = 1", encoding="utf-8")
    assert found(checkout, "a") == "before"


def test_the_data_count_by_their_content(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(checkout, "a", text="embedded")
    monkeypatch.setenv("COURSE_DATA", str(write_mirror(checkout, "Ada")))
    assert found(checkout, "a") is None
    keep(checkout, "a", text="real")
    os.utime(checkout / "mirror/names.txt", (0, 0))  # a copy, as in another checkout
    assert found(checkout, "a") == "real"
    assert Store(checkout=checkout).latest(PAGE).metadata.run.machine["Data"] == "real: names; else embedded"
    write_mirror(checkout, "Ada\nGrace")
    assert found(checkout, "a") is None
    monkeypatch.delenv("COURSE_DATA")
    assert found(checkout, "a") == "embedded"


def test_a_mirror_that_is_not_there_is_named(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DATA", "no/such/folder")
    with pytest.raises(DatasetError, match="COURSE_DATA names no/such/folder"):
        found(checkout, "a")  # also where nothing is kept


def test_the_default_backend_may_be_named(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(checkout, "a")
    for name in ("", "tensorflow"):
        monkeypatch.setenv("KERAS_BACKEND", name)
        assert found(checkout, "a") == "out"


@pytest.mark.parametrize(
    ("name", "value"), [("KERAS_BACKEND", "jax"), ("KERAS_MAX_EPOCHS", "1"), ("CUDA_VISIBLE_DEVICES", "")]
)
def test_what_makes_keras_compute_otherwise_counts(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    keep(checkout, "a")
    monkeypatch.setenv(name, value)
    assert found(checkout, "a") is None


def test_what_is_installed_counts_whatever_the_lock_says(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(checkout, "a")
    with monkeypatch.context() as other:
        other.setattr("platform.python_version", lambda: "3.99.0")
        assert found(checkout, "a") is None
    assert found(checkout, "a") == "out"
    version = stores.metadata.version
    monkeypatch.setattr(stores.metadata, "version", lambda name: "99" if name == "keras" else version(name))
    assert found(checkout, "a") is None


def test_the_code_of_a_notebook_counts_and_its_prose_does_not() -> None:
    base = code_digest(lesson("# Title", "a = 1", "a"))
    assert code_digest(lesson("# Other title", "a = 1", "a", caption="what to see")) == base
    assert code_digest(lesson("a = 1", "# Title", "a", tags=("hide-input",))) == base
    different = [
        lesson("# Title", "a = 2", "a"),
        lesson("# Title", "a", "a = 1"),
        lesson("# Title", "a = 1\na"),
        lesson("# Title", "a = 1", "a", tags=("raises-exception",)),
        lesson("# Title", "a = 1", "a", tags=tuple(notebooks.GOLDEN_TAGS)),
    ]
    different.append(lesson("# Title", "a = 1", "a", tags=tuple(notebooks.GOLDEN_TAGS)))
    different[-1].cells[-1].outputs = [v4.new_output("stream", text="what it must put out")]
    assert len({code_digest(page) for page in different}) == len(different)
    assert base not in {code_digest(page) for page in different}


def test_the_page_that_asks_gives_prose_and_captions(checkout: Path) -> None:
    keep(checkout, "# Before", "a")
    asked = lesson("# After", "a", caption="after")
    executed = Store(checkout=checkout).find(PAGE, asked)
    assert executed.cells[0].source == "# After"
    assert executed.cells[-1].metadata.mystnb.figure.caption == "after"
    assert executed.cells[-1].outputs[0].text == "out"
    assert asked.cells[-1].outputs == []


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"cells": [], "metadata": {}, "nbformat": 4}'])
def test_a_damaged_run_is_none(checkout: Path, damage: str) -> None:
    keep(checkout, "a")
    for path in Store(checkout=checkout).folder.rglob("*.ipynb"):
        path.write_text(damage, encoding="utf-8")
    assert found(checkout, "a") is None
    assert Store(checkout=checkout).latest(PAGE) is None


def test_the_last_run_is_had_whatever_has_changed(checkout: Path) -> None:
    assert Store(checkout=checkout).latest(PAGE) is None
    keep(checkout, "a", text="older")
    keep(checkout, "b", text="newer")
    assert Store(checkout=checkout).latest(PAGE).cells[-1].outputs[0].text == "newer"


def test_the_runs_of_a_page_do_not_pile_up(checkout: Path) -> None:
    for number in range(stores._KEPT + 3):
        keep(checkout, f"{number}")
    assert found(checkout, "2") is None
    assert found(checkout, "3") == "out"


def test_what_a_killed_process_left_goes_as_well(checkout: Path) -> None:
    keep(checkout, "a")
    (run,) = Store(checkout=checkout).folder.rglob("*.ipynb")
    for number in range(stores._KEPT):
        run.with_name(f"{number}.ipynb.0a.part").touch()
    assert found(checkout, "a") == "out"
    keep(checkout, "b")
    assert len(list(run.parent.iterdir())) == stores._KEPT


def test_another_checkout_may_delete_what_this_one_looks_at(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(checkout, "a")
    glob = Path.glob
    monkeypatch.setattr(Path, "glob", lambda path, text: [*glob(path, text), path / "deleted.ipynb"])
    assert found(checkout, "a") == "out"
    keep(checkout, "b")
    assert found(checkout, "b") == "out"


def test_the_store_moves(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Store(checkout=checkout).folder == tmp_path / "cache/executed"
    monkeypatch.setenv("COURSE_STORE", str(tmp_path / "elsewhere"))
    keep(checkout, "a")
    assert list((tmp_path / "elsewhere").rglob("*.ipynb"))


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
def test_glued_numbers_are_plain_numbers(checkout: Path, value: str, text: str) -> None:
    output = v4.new_output("display_data", {"text/plain": value}, metadata={"scrapbook": {"name": "a"}})
    shown = v4.new_output("display_data", {"text/plain": value})
    page = v4.new_notebook(cells=[v4.new_code_cell("a", outputs=[output, shown])])
    Store(checkout=checkout).keep(PAGE, page, [], 0, code="")
    # What a cell shows by itself stays as it was.
    assert [o.data["text/plain"] for o in page.cells[0].outputs] == [text, value]
