"""Notebooks that fail, each in one way: the run fails too, and says which notebook, which cell and what."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from lib.datasets import MissingDataError
from tests.notebooks.examples import FIGURE, GOLDEN, code, markdown, notebook
from tools import notebooks
from tools.engine.run import data_of
from tools.engine.store import Store

DRAW = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nplt.close(figure)\n"
TWICE = DRAW + "from IPython.display import display\ndisplay(figure)\nfigure"
USES_LIB = "from lib.text import words\nfrom lib.datasets import load_names\nload_names(corpus='embedded');"
GLUES = "import numpy as np\nfrom myst_nb import glue\nglue('half', np.float64(0.5), display=False)"
OPENS_MANY = "for n in range(1_001):\n    open(str(n), 'w').close()"  # as many as a cold kernel opens
DRAWN_NUMBER = "import numpy as np\nprint(np.random.rand())"

# Name: the cells, what the run must say; "" for a notebook that passes.
CASES: dict[str, tuple[list[NotebookNode], str]] = {
    "passes": ([code("x = 1\nassert x == 1", "one")], ""),
    "raises": (
        [code("v = 9_999\nassert v == 10_000, f'v is {v}'", "two")],
        "cell 2 (two): AssertionError: v is 9999",
    ),
    "syntax": ([code("def f(:", "def")], "cell 2 (def): SyntaxError: invalid syntax"),
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
    "redraws": (
        [code("from IPython.display import clear_output\nprint(1)\nclear_output()", "clear")],
        "cell 2 (clear): clears or updates what it showed",
    ),
    "shown-failure": ([code("1 / 0", "zero", {"tags": ["raises-exception"]})], ""),
    "no-failure": (
        [code("1 / 1", "zero", {"tags": ["raises-exception"]})],
        "cell 2 (zero): is tagged raises-exception and raised nothing",
    ),
    "dies": ([code("import os\nos._exit(1)", "exit")], "cell 2 (exit): the kernel died"),
    "own-folder": ([code("import os\nassert os.listdir() == []\nprint(os.getcwd())", "folder")], ""),
    "no-real-data": (
        [code("from lib.datasets import places\nassert places.find('imdb') is None", "find")],
        "",
    ),
    "uses-lib": ([code(USES_LIB, "uses")], ""),
    "glues": ([code(GLUES, "glue")], ""),
    "opens-many-files": ([code(OPENS_MANY, "opens")], ""),
    "random": ([code(DRAWN_NUMBER, "draw")], ""),
    "random-too": ([code(DRAWN_NUMBER, "draw")], ""),
    "slow": (
        [code("import time\ntime.sleep(600)", "sleep")],
        "cell 2 (sleep): Timeout of 8 seconds exceeded",
    ),
}
FAILING = {name for name, (_, said) in CASES.items() if said}


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.engine", *arguments]
    return subprocess.run(
        command, cwd=notebooks.ROOT, env=os.environ | environ, capture_output=True, text=True, check=False
    )


@dataclass
class Ran:
    """One run over all cases: its folder, what it printed, what it kept."""

    folder: Path
    output: str
    store: Path

    def kept(self, name: str) -> NotebookNode | None:
        with data_of("embedded"):
            return Store(self.store).latest(Path(f"{name}.ipynb"))

    def text(self, name: str) -> str:
        (output,) = self.kept(name).cells[1].outputs
        return str(output.text)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("run") / "chapters"
    folder.mkdir()
    for name, (cells, _) in CASES.items():
        cells = [markdown("# Title", "title"), *cells, code("after = True", "after")]
        notebooks.write(notebook(*cells), folder / f"{name}.ipynb")
    store = folder.parent / "store"
    arguments = ("--data=embedded", "--timeout=8", str(folder))
    done = run(*arguments, COURSE_DATA=str(folder), COURSE_STORE=str(store))
    assert done.returncode == 1, done.stdout + done.stderr
    return Ran(folder, done.stdout, store)


@pytest.mark.parametrize("name", CASES)
def test_what_the_run_says(name: str, ran: Ran) -> None:
    said = {
        line for line in ran.output.splitlines() if line.startswith("FAILED") and f"/{name}.ipynb" in line
    }
    expected = CASES[name][1]
    if expected:
        assert len(said) == 1
        assert expected in said.pop()
    else:
        assert said == set()


def test_progress_names_each_notebook_once_with_its_seconds(ran: Ran) -> None:
    lines = re.findall(r"^\[(\d+)/(\d+)\] +[\d.]+ s  .*?([\w-]+)\.ipynb$", ran.output, re.MULTILINE)
    assert sorted(name for _, _, name in lines) == sorted(CASES)
    assert [int(number) for number, _, _ in lines] == list(range(1, len(CASES) + 1))


def test_a_difference_is_shown(ran: Ran) -> None:
    assert "'2\\n' == '3\\n'" in ran.output


def test_cells_after_a_failure_are_skipped(ran: Ran) -> None:
    last = ran.output.strip().splitlines()[-1]
    assert ", 4 skipped in" in last  # those of "raises", "syntax", "dies" and "slow"; others stop nothing


@pytest.mark.parametrize("name", CASES)
def test_what_passed_is_kept_and_what_failed_is_not(name: str, ran: Ran) -> None:
    assert (ran.kept(name) is None) == (name in FAILING)


def test_only_what_failed_or_changed_runs_again(ran: Ran) -> None:
    path = ran.folder / "passes.ipynb"
    notebooks.write(notebook(code("y = 2", "one")), path)
    chosen = [path, ran.folder / "golden.ipynb", ran.folder / "random.ipynb"]
    before = ran.text("random")
    done = run("--data=embedded", "--workers=1", *map(str, chosen), COURSE_STORE=str(ran.store))
    assert done.returncode == 0, done.stdout
    assert "2 of 3 notebooks kept, 1 to execute" in done.stdout
    assert ran.text("random") == before
    done = run("--data=embedded", "--fresh", *map(str, chosen), COURSE_STORE=str(ran.store))
    assert "0 of 3 notebooks kept, 3 to execute" in done.stdout
    assert ran.text("random") != before


def test_the_files_of_lib_that_a_notebook_used_are_known(ran: Ran) -> None:
    files = set(ran.kept("uses-lib").metadata.run.files)
    assert {"lib/__init__.py", "lib/text/tokens.py", "lib/datasets/names.txt"} <= files
    assert not any("plots" in name or name.endswith(".pyc") for name in files)
    assert ran.kept("passes").metadata.run.files == {}


def test_a_number_is_glued_as_myst_nb_wants_it(ran: Ran) -> None:
    (output,) = ran.kept("glues").cells[1].outputs
    assert list(output.data.values()) == ["0.5"]


def test_kernels_do_not_draw_the_same_numbers(ran: Ran) -> None:
    assert ran.text("random") != ran.text("random-too")


def test_a_kernel_leaves_nothing_behind(ran: Ran) -> None:
    assert not Path(ran.text("own-folder").strip()).exists()


def test_a_backend_that_cannot_be_forked_starts_cold(tmp_path: Path) -> None:
    for name in ("a", "b"):
        notebooks.write(notebook(code("x = 1", "one")), tmp_path / f"{name}.ipynb")
    done = run(str(tmp_path), KERAS_BACKEND="jax", COURSE_STORE=str(tmp_path / "store"))
    assert "Kernels start cold: jax starts threads when it is imported" in done.stdout
    assert done.returncode == 0


def test_golden_outputs_are_stored_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    cells = [code("print(1 + 1)", "sum", GOLDEN, text="3\n"), code("print(5)", "other")]
    notebooks.write(notebook(*cells), path)
    assert run("--golden", str(path), COURSE_STORE=str(tmp_path / "store")).returncode == 0
    golden, other = notebooks.read(path).cells
    assert golden.outputs == [v4.new_output("stream", name="stdout", text="2\n")]
    assert (golden.execution_count, other.outputs, other.execution_count) == (1, [], None)


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.ipynb"))
    assert done.returncode == 2
    assert "none.ipynb is neither a notebook nor a folder" in done.stderr


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.setenv("COURSE_DOWNLOADS", "downloads")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_real_data_are_insisted_on(environ: Path) -> None:
    message = "set COURSE_DATA to a mirror's folder, or run `make data`"
    with pytest.raises(MissingDataError, match=message), data_of("real"):
        pass
    assert os.environ["COURSE_DATA"] == str(environ)


def test_embedded_data_hide_mirror_and_downloads(environ: Path) -> None:
    with data_of("embedded"):
        assert "COURSE_DATA" not in os.environ
        assert not Path(os.environ["COURSE_DOWNLOADS"]).exists()
    assert os.environ["COURSE_DATA"] == str(environ)


def test_kernels_find_what_is_named_from_here(environ: Path) -> None:
    with data_of("auto"):
        assert os.environ["COURSE_DOWNLOADS"] == str(environ / "downloads")


def test_figure_metadata_that_count() -> None:
    assert notebooks.figure(v4.new_code_cell("x", metadata=FIGURE)) == {
        "caption": "It rises.",
        "name": "fig-line",
        "alt": "A rising line",
    }
