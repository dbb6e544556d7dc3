"""Notebooks that fail, each in one way: the run fails too, and says which notebook, which cell and what."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest
from nbformat import NotebookNode

from lib.datasets import MissingDataError
from tests.notebooks.examples import FIGURE, GOLDEN, code, markdown, notebook
from tools import notebooks
from tools.engine import run as engine
from tools.engine.__main__ import main
from tools.engine.plugin import CellError, WatchedKernel
from tools.engine.run import data_of
from tools.engine.store import Store

DRAW = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nplt.close(figure)\n"
TWICE = DRAW + "from IPython.display import display\ndisplay(figure)\nfigure"
USES_LIB = "from lib.text import words\nfrom lib.datasets import load_names\nload_names(corpus='embedded');"
GLUES = "import numpy as np\nfrom myst_nb import glue\nglue('half', np.float64(0.5), display=False)"
OPENS_MANY = "for n in range(1_001):\n    open(str(n), 'w').close()"  # as many as a cold kernel opens
ENDS_QUIETLY = "def answer():\n    return 42\n\nanswer();"
UPDATES = "from tqdm.auto import tqdm\nfor _ in tqdm(range(3)):\n    pass"
SETTINGS = (
    "import keras, matplotlib as mpl\n"
    "assert keras.config.floatx() == 'float32'\n"
    "assert mpl.rcParams['lines.linewidth'] == 1.5\n"
    "assert 'started' not in globals()"
)
# Once: another worker may be given the rest of the notebook, in another kernel.
KILLS_WORKER = (
    "import os, pathlib, time\n"
    "killed = pathlib.Path(os.environ['COURSE_STORE'] + '.killed')\n"
    "if not killed.exists():\n"
    "    killed.touch()\n"
    "    os.kill(int(os.environ['JPY_PARENT_PID']), 9)\n"
    "    time.sleep(60)"
)
DIES = (
    "import os, pathlib\n"
    "pathlib.Path(os.environ['COURSE_STORE'], 'died').write_text(os.getcwd())\n"
    "os._exit(1)"
)
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
    "golden-in-a-comment": (
        [code("# NBVAL_IGNORE_OUTPUT\nprint(3)", "kept", GOLDEN, text="2\n")],
        "cell 2 (kept): the output is not the stored one",
    ),
    "golden-without-output": (
        [code("print(3)", "kept", GOLDEN)],
        "cell 2 (kept): the output is not the stored one",
    ),
    "skips": (
        [code("1 / 0", "zero", {"tags": ["nbval-skip"]})],
        "cell 2 (zero): ZeroDivisionError: division by zero",
    ),
    "quiet": ([code(ENDS_QUIETLY, "ends")], ""),
    "settings": ([code(SETTINGS, "settings")], ""),
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
    "updates": ([code(UPDATES, "bar")], "cell 2 (bar): clears or updates what it showed"),
    "shown-failure": ([code("1 / 0", "zero", {"tags": ["raises-exception"]})], ""),
    "no-failure": (
        [code("1 / 1", "zero", {"tags": ["raises-exception"]})],
        "cell 2 (zero): is tagged raises-exception and raised nothing",
    ),
    "dies": ([code(DIES, "exit")], "cell 2 (exit): the kernel died"),
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


def write_settings(folder: Path) -> dict[str, str]:
    """Personal settings of somebody, and the environment in which they count."""
    for name, text in {
        "startup.py": "started = True",
        "keras.json": '{"floatx": "float16", "backend": "tensorflow"}',
        "matplotlibrc": "lines.linewidth: 7",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {
        "PYTHONSTARTUP": str(folder / "startup.py"),
        "KERAS_HOME": str(folder),
        "MATPLOTLIBRC": str(folder),
        "PYTHONOPTIMIZE": "1",
        "PYTEST_ADDOPTS": "-k nothing",
    }


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
    store = folder.parent / "store"
    for made in (folder, store):
        made.mkdir()
    for name, (cells, _) in CASES.items():
        cells = [markdown("# Title", "title"), *cells, code("after = True", "after")]
        notebooks.write(notebook(*cells), folder / f"{name}.ipynb")
    environ = {"COURSE_DATA": str(folder), "COURSE_STORE": str(store), **write_settings(folder.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "tools.engine", "--data=embedded", "--timeout=8", str(folder)],
        **{"cwd": notebooks.ROOT, "env": os.environ | environ, "capture_output": True, "text": True},
        check=False,
    )
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
    # Those of "raises", "syntax", "dies", "slow" and "skips"; others stop nothing.
    assert " 5 skipped, " in last


@pytest.mark.parametrize("name", CASES)
def test_what_passed_is_kept_and_what_failed_is_not(name: str, ran: Ran) -> None:
    assert (ran.kept(name) is None) == (name in FAILING)


def test_only_what_changed_runs_again(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_STORE", str(ran.store))
    passes, random, golden = (ran.folder / f"{name}.ipynb" for name in ("passes", "random", "golden"))
    notebooks.write(notebook(code("print('changed')", "one")), passes)
    before = ran.text("random")
    assert main(["--data=embedded", str(passes), str(random)]) == 0
    assert "1 of 2 notebooks kept, 1 to execute" in capsys.readouterr().out
    assert ran.kept("passes").cells[0].outputs[0].text == "changed\n"
    assert ran.text("random") == before

    assert main(["--data=embedded", "--fresh", str(random)]) == 0
    assert "0 of 1 notebooks kept, 1 to execute" in capsys.readouterr().out
    assert ran.text("random") != before

    page = notebooks.read(golden)
    page.cells[1].outputs[0].text = "3\n"
    notebooks.write(page, golden)
    assert main(["--data=embedded", str(golden)]) == 1, "compared again"


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
    died = (ran.store / "died").read_text(encoding="utf-8")
    assert not Path(died).exists()


def test_a_worker_that_died_ends_the_run_and_keeps_no_half_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("KERAS_BACKEND", "jax")  # few kernels come sooner cold
    for name, source in {"a": KILLS_WORKER, "b": "1", "c": "1"}.items():
        cells = [code("x = 1", "one"), code(source, "two"), code("3", "three")]
        notebooks.write(notebook(*cells), tmp_path / f"{name}.ipynb")
    assert main([str(tmp_path)]) == 1
    assert "crashed while running 'a.ipynb::Cell 1'" in capsys.readouterr().out
    assert Store(tmp_path / "store").latest(Path("a.ipynb")) is None


def test_a_line_that_ends_with_a_semicolon_shows_nothing(ran: Ran) -> None:
    assert ran.kept("quiet").cells[1].outputs == []


def test_golden_outputs_are_stored_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_STORE", str(tmp_path / "store"))
    path = tmp_path / "a.ipynb"
    cells = [code("print(1 + 1)", "sum", GOLDEN, text="3\n"), code("print(5)", "other")]
    notebooks.write(notebook(*cells), path)
    assert main(["--golden", str(path)]) == 0
    golden, other = notebooks.read(path).cells
    assert golden.outputs == [v4.new_output("stream", name="stdout", text="2\n")]
    assert (golden.execution_count, other.outputs, other.execution_count) == (1, [], None)


def test_where_nothing_can_be_kept_a_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COURSE_STORE", str(tmp_path / "a.ipynb/store"))
    notebooks.write(notebook(code("1", "one")), tmp_path / "a.ipynb")
    assert main([str(tmp_path)]) == 1
    assert re.search(r"could not be kept \(.*Not a directory.*set COURSE_STORE", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "page.ipynb is neither a notebook nor a folder"),
        ('{"cells": [', "page.ipynb: not a notebook that can be read"),
        (nbformat.writes(notebook(markdown("# Title", "title"))), "no notebooks with code there"),
    ],
)
def test_what_cannot_be_run_is_an_error(
    text: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (tmp_path / "page.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path / "page.ipynb")])
    assert said in capsys.readouterr().err


def test_stopped_by_hand_it_says_what_became_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "run", stop)
    notebooks.write(notebook(code("1", "one")), tmp_path / "a.ipynb")
    assert main([str(tmp_path)]) == 130
    assert "What had finished is kept" in capsys.readouterr().err


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout, written just now, of a lib that is one module and one file of words."""
    root = tmp_path / "checkout"
    (root / "lib").mkdir(parents=True)
    for name in ("tokens.py", "words.txt"):
        (root / "lib" / name).touch()
    return root


def used_files(lib: Path, checkout: Path, *, started: float) -> list[str]:
    """What a kernel says that began then and used these two files, by the path under which it knew them."""
    kernel = object.__new__(WatchedKernel)
    kernel.started = started
    said = {
        "opened": f"{lib}/words.txt\n{lib}/__pycache__/tokens.pyc\n/etc/hosts",
        "loaded": f"{lib}/tokens.py",
    }
    answers = {name: {"data": {"text/plain": repr(text)}} for name, text in said.items()}
    kernel._ask = lambda *_: {"user_expressions": answers}
    return kernel.used_files(checkout)


def test_files_are_known_by_whatever_path_they_were_used(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(checkout)
    for root in (checkout, tmp_path / "link"):
        files = used_files(root / "lib", root, started=time.time() + 60)
        assert files == ["lib/tokens.py", "lib/words.txt"]
    files = used_files(tmp_path / "link/lib", checkout, started=time.time() + 60)
    assert files == ["lib/tokens.py", "lib/words.txt"]


def test_a_run_while_lib_changed_is_not_kept(checkout: Path) -> None:
    with pytest.raises(CellError, match="was changed while the notebook ran: run it again"):
        used_files(checkout / "lib", checkout, started=time.time() - 60)


def test_lib_of_another_checkout_is_an_error(checkout: Path, tmp_path: Path) -> None:
    with pytest.raises(CellError, match=r"lib was loaded from .*/other/lib, not from this checkout"):
        used_files(tmp_path / "other/lib", checkout, started=time.time() + 60)


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
