"""Notebooks that fail, each in one way: the run fails too, and says which notebook, which cell and what."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from lib.datasets import MissingDataError
from tests.notebooks.examples import FIGURE, GOLDEN, code, markdown, notebook
from tools import notebooks, run_notebooks

DRAW = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nplt.close(figure)\n"
TWICE = DRAW + "from IPython.display import display\ndisplay(figure)\nfigure"

# Name: the cells, what the run must say; "" for a notebook that passes.
CASES: dict[str, tuple[list[NotebookNode], str]] = {
    "passes": ([code("x = 1\nassert x == 1", "one")], ""),
    "raises": (
        [code("v = 9_999\nassert v == 10_000, f'v is {v}'", "two")],
        "cell 2 (two): AssertionError: v is 9999",
    ),
    "golden": ([code("print(2)", "kept", GOLDEN, text="2\n")], ""),
    "golden-differs": (
        [code("print(3)", "kept", GOLDEN, text="2\n")],
        "cell 2 (kept): the output is not the stored one",
    ),
    "stderr": (
        [code("import sys\nprint('a log line', file=sys.stderr)", "log")],
        "cell 2 (log): wrote to stderr (a log line)",
    ),
    "figure": ([code(DRAW + "figure", "drawn", FIGURE)], ""),
    "figure-without-alt": (
        [code(DRAW + "figure", "drawn")],
        "cell 2 (drawn): shows an image without mystnb.figure.caption and mystnb.image.alt",
    ),
    "figure-twice": ([code(TWICE, "drawn", FIGURE)], "cell 2 (drawn): shows 2 images"),
    "shown-failure": ([code("1 / 0", "zero", {"tags": ["raises-exception"]})], ""),
    "no-failure": (
        [code("1 / 1", "zero", {"tags": ["raises-exception"]})],
        "cell 2 (zero): is tagged raises-exception and raised nothing",
    ),
    "dies": ([code("import os\nos._exit(1)", "exit")], "cell 2 (exit): the kernel died"),
    "own-folder": ([code("import os\nassert os.listdir() == []", "folder")], ""),
    "no-real-data": (
        [code("from lib.datasets import places\nassert places.find('imdb') is None", "find")],
        "",
    ),
}


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.run_notebooks", *arguments]
    return subprocess.run(
        command, cwd=notebooks.ROOT, env=os.environ | environ, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What one run over all cases prints."""
    folder = tmp_path_factory.mktemp("run") / "chapters"
    folder.mkdir()
    for name, (cells, _) in CASES.items():
        cells = [markdown("# Title", "title"), *cells, code("after = True", "after")]
        notebooks.write(notebook(*cells), folder / f"{name}.ipynb")
    done = run(str(folder), COURSE_DATA=str(folder))
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", CASES)
def test_what_the_run_says(name: str, output: str) -> None:
    said = [line for line in output.splitlines() if line.startswith("FAILED") and f"/{name}.ipynb" in line]
    expected = CASES[name][1]
    if expected:
        assert len(said) == 1
        assert expected in said[0]
    else:
        assert said == []


def test_the_seconds_of_each_notebook_are_listed(output: str) -> None:
    for name in CASES:
        assert sum(line.endswith(f" s  {name}.ipynb") for line in output.splitlines()) == 1


def test_a_difference_is_shown(output: str) -> None:
    assert "'2\\n' == '3\\n'" in output


def test_cells_after_a_failure_are_skipped(output: str) -> None:
    last = output.strip().splitlines()[-1]
    assert ", 2 skipped in" in last  # those of "raises" and "dies"; other failures stop nothing


def test_a_cell_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    notebooks.write(notebook(code("import time\ntime.sleep(600)", "sleep")), tmp_path / "a.ipynb")
    done = run("--workers=1", "--timeout=2", str(tmp_path))
    assert done.returncode == 1
    assert "a.ipynb: cell 1 (sleep): Timeout of 2 seconds exceeded" in done.stdout


def test_one_worker_gives_the_same_verdict(tmp_path: Path) -> None:
    notebooks.write(notebook(code("x = 1", "one")), tmp_path / "a.ipynb")
    notebooks.write(notebook(code("x", "one")), tmp_path / "b.ipynb")
    done = run("--workers=1", str(tmp_path))
    assert done.returncode == 1
    assert "b.ipynb: cell 1 (one): NameError: name 'x' is not defined" in done.stdout


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.ipynb"))
    assert done.returncode == 2
    assert "none.ipynb is neither a notebook nor a folder" in done.stderr


def test_real_data_are_insisted_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setenv("COURSE_DOWNLOADS", str(tmp_path))
    with pytest.raises(MissingDataError, match="set COURSE_DATA to a mirror's folder, or run `make data`"):
        run_notebooks.choose_data("real", os.environ, tmp_path)


def test_embedded_data_hide_mirror_and_downloads(tmp_path: Path) -> None:
    environ = {"COURSE_DATA": "/mirror", "COURSE_DOWNLOADS": "/downloads"}
    run_notebooks.choose_data("embedded", environ, tmp_path)
    assert environ == {"COURSE_DOWNLOADS": str(tmp_path)}


def test_figure_metadata_that_count() -> None:
    assert notebooks.figure(v4.new_code_cell("x", metadata=FIGURE)) == {
        "caption": "It rises.",
        "name": "fig-line",
        "alt": "A rising line",
    }
