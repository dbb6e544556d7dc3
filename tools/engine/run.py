"""Execute notebooks in parallel under pytest and nbval, those whose results are not in the store, or all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import pytest
from nbformat import NotebookNode

from lib.datasets import MissingDataError, places
from tools import notebooks
from tools.engine import warm
from tools.engine.store import Store

Data = Literal["auto", "embedded", "real"]
# Properties by which the plugin in a worker reports to `Progress`.
PROBLEM, FINISHED = "notebook problem", "notebook finished"
STOPPED = "\nStopped. What had finished is kept: the same command goes on from there."
_CELL_SECONDS = {"auto": 900, "embedded": 300, "real": 1200}


@contextlib.contextmanager
def data_of(kind: Data) -> Iterator[None]:
    """What notebooks and the store find in the environment while the block lasts.

    Args:
        kind: "embedded" hides a mirror and downloads, "real" insists on one of them, "auto" takes what is
            there.

    Raises:
        DatasetError: If the data must be real and the reviews are neither in a mirror nor downloaded.
    """
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="engine-") as scratch:
        try:
            if kind == "embedded":
                os.environ.pop("COURSE_DATA", None)
                os.environ["COURSE_DOWNLOADS"] = str(Path(scratch, "no-downloads"))
            elif kind == "real" and places.find("imdb") is None:
                raise MissingDataError(
                    "no real data: set COURSE_DATA to a mirror's folder, or run `make data`"
                )
            for name in ("COURSE_DATA", "COURSE_DOWNLOADS", "COURSE_CACHE"):
                if os.environ.get(name):  # kernels have another working folder
                    os.environ[name] = str(Path(os.environ[name]).expanduser().absolute())
            # The settings and history of whoever runs this play no part.
            for name in ("PYTHONSTARTUP", "PYTHONOPTIMIZE", "PYTEST_ADDOPTS"):
                os.environ.pop(name, None)
            os.environ["IPYTHONDIR"] = str(Path(scratch, "ipython"))
            os.environ["KERAS_HOME"] = str(Path(scratch, "keras"))
            os.environ["MATPLOTLIBRC"] = os.devnull
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


@dataclass
class Progress:
    """A pytest plugin that prints one line a notebook in place of one dot a cell, and remembers failures."""

    total: int
    done: int = 0
    problems: list[str] = field(default_factory=list)
    stopped: bool = False

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """The printer of pytest knows whether its cursor stands at the beginning of a line."""
        self.terminal: Any = session.config.pluginmanager.get_plugin("terminalreporter")

    def pytest_keyboard_interrupt(self) -> None:
        """Ctrl-C, which pytest keeps to itself."""
        self.stopped = True

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str]:
        """No dots."""
        return (report.outcome if report.when == "call" or not report.passed else "", "", "")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A cell has ended, perhaps the last one of its notebook."""
        for name, value in report.user_properties:
            if name == PROBLEM and value not in self.problems:
                self.problems.append(str(value))
                self._say(f"FAILED {value}", red=True)
            elif name == FINISHED:
                self.done += 1
                page, seconds = cast(tuple[str, float], value)
                self._say(f"[{self.done}/{self.total}] {seconds:6.1f} s  {page}")

    def _say(self, line: str, **markup: bool) -> None:
        self.terminal.ensure_newline()
        self.terminal.write_line(line, **markup)
        self.terminal.flush()

    def pytest_terminal_summary(self) -> None:
        """One line for each cell that failed, once more at the end."""
        for problem in self.problems:
            self._say(f"FAILED {problem}", red=True)


def run(
    paths: Sequence[Path],
    store: Store,
    *,
    root: Path = notebooks.ROOT,
    workers: int = 2,
    timeout: int | None = None,
    data: Data = "auto",
    golden: bool = False,
) -> int:
    """Execute notebooks, longest first (new ones last page first), and keep what they put out.

    A notebook that fails does not stop the others: they are kept, and found next time.

    Args:
        paths: The notebooks.
        store: Where results are kept.
        root: The book's folder; pages are named by their paths below it.
        workers: Notebooks at a time.
        timeout: Seconds that one cell may take.
        data: Which data they find; the caller has set it with `data_of`.
        golden: Store their golden outputs anew instead.

    Returns:
        Exit status of pytest: 0 if every notebook passed.

    Raises:
        KeyboardInterrupt: If the user stops it; notebooks that had finished are kept, kernels ended.
    """
    ordered = sorted(paths, key=lambda path: (_seconds(store, path, root), path), reverse=True)
    workers = min(workers, len(ordered))
    with warm.Server() if len(ordered) > 1 else contextlib.nullcontext():
        arguments = [
            *("-p", "tools.engine.plugin", "--nbval-lax", "--nbval-current-env"),
            *(f"--nbval-cell-timeout={timeout or _CELL_SECONDS[data]}", "--nbval-kernel-startup-timeout=180"),
            f"--engine-store={store.folder}",
            *(["--engine-golden"] if golden else []),
            # One worker takes a whole notebook, since its cells share a kernel.
            *("-n", str(workers if workers > 1 else 0), "--dist", "loadfile", "--no-loadscope-reorder"),
            # Where a worker died xdist would start another, give it half a notebook, and may wait for ever.
            "--max-worker-restart=0",
            *("-q", "-rN", "--no-header", "-p", "no:cacheprovider", "-o", "console_output_style=classic"),
            # Notebooks outside pytest's root would all have one name, and xdist would run the first only.
            *("-c", str(notebooks.ROOT / "pyproject.toml"), "-o", "addopts=", f"--rootdir={root}"),
        ]
        progress = Progress(len(ordered))
        status = int(pytest.main([*arguments, *map(str, ordered)], plugins=[progress]))
    if progress.stopped:
        raise KeyboardInterrupt
    return status


def missing(paths: Sequence[Path], store: Store, root: Path = notebooks.ROOT) -> list[Path]:
    """Those of the notebooks whose results are not in the store."""
    return [path for path in paths if find(path, store, root) is None]


def find(path: Path, store: Store, root: Path = notebooks.ROOT) -> NotebookNode | None:
    """A notebook with the outputs of its last run, or None if something that it depends on has changed."""
    return store.find(path.resolve().relative_to(root.resolve()), notebooks.read(path))


def _seconds(store: Store, path: Path, root: Path) -> float:
    last = store.latest(path.resolve().relative_to(root.resolve()))
    return float(last.metadata.run.seconds) if last else float("inf")
