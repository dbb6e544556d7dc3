"""Run the book's notebooks in parallel and keep what they put out, by content.

What a run depends on goes into two digests. The one of its *surroundings* (`lib`, the lock, Python, the data,
the kernel's settings) names a folder under `_build/executed`; the one of its *code* (code cells, and the tags
that steer execution) finds it inside. So a changed `lib` runs everything again, a changed lesson runs again
alone, and changed prose, captions or alt texts run nothing.

The folder is a jupyter-cache, which myst-nb reads when the site is built.
"""

import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import IO, Any

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lib.datasets import places
from lib.datasets.registry import DATA_SETS

# Raise this when a change of this file makes earlier results worthless.
_FORMAT = 1
_KEPT_SURROUNDINGS = 4
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NUMPY_NUMBER = re.compile(r"^np\.\w+\(([-+.\w]+)\)$")
_STEERING_TAGS = {"raises-exception", "skip-execution"}
_VERSIONS = ("keras", "tensorflow-cpu", "tensorflow", "jax", "numpy", "matplotlib", "scikit-learn")


class LessonError(Exception):
    """A notebook that did not run to its end.

    Args:
        page: Path of the notebook below the book's root.
        cell: Number of the failed cell, counted from 1 over cells of all kinds.
        name: Class of the error in the notebook, e.g. "NameError".
        message: Its text.
        source: Code of the cell.
        traceback: What the kernel printed of it.
    """

    def __init__(
        self, page: Path, cell: int, name: str, message: str, source: str = "", traceback: str = ""
    ) -> None:
        what = f"{name}: {message}" if message else name
        super().__init__(f"{page.as_posix()}, cell {cell}: {what}")
        self.page, self.cell, self.name, self.message = page, cell, name, message
        self.source, self.traceback = source, traceback

    def report(self) -> str:
        """The error with its code and traceback, for people to read."""
        parts = [str(self)]
        if self.source:
            parts.append("\n".join(f"    {line}" for line in self.source.splitlines()))
        if self.traceback:
            parts.append(self.traceback.rstrip())
        return "\n\n".join(parts)


@dataclass(frozen=True)
class Run:
    """One execution of one page, and where it took place."""

    page: str
    seconds: float
    finished: str
    machine: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of one page: its run, and whether it ran now or was found in the cache."""

    run: Run
    cached: bool


# --- What a run depends on ----------------------------------------------------------------------------------


def code_digest(notebook: NotebookNode) -> str:
    """Digest of what a notebook executes: its code cells in order, and tags that steer execution."""
    cells = [
        [cell.source, sorted(_STEERING_TAGS & set(cell.metadata.get("tags", [])))]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    return _digest([notebook.metadata.get("kernelspec", {}).get("name"), cells])


def surroundings_digest(root: Path) -> str:
    """Digest of what every run depends on beside its own code.

    Args:
        root: The book's root, which holds `lib` and `requirements/lock.txt`.

    Returns:
        16 hexadecimal digits.

    Raises:
        DatasetError: If `COURSE_DATA` names a folder that is not there.
    """
    files = [root / "requirements/lock.txt", root / "etc/ipython/ipython_kernel_config.py"]
    files += sorted(p for p in (root / "lib").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    surroundings = [
        _FORMAT,
        [[p.relative_to(root).as_posix(), _file_digest(p)] for p in files if p.exists()],
        [platform.python_implementation(), platform.python_version(), sys.platform, platform.machine()],
        os.environ.get("KERAS_BACKEND", ""),
        [[name, found.source, *map(_stamp, found.paths)] for name, found in real_data().items()],
    ]
    return _digest(surroundings)[:16]


def real_data() -> dict[str, places.Found]:
    """The data sets that lessons will find here, in a mirror or downloaded; the others are embedded."""
    return {name: found for name in sorted(DATA_SETS) if (found := places.find(name))}


def machine() -> dict[str, str]:
    """Hardware, versions and data of a run, as the status page shows them."""
    facts = {"Processor": _processor(), "Cores": str(os.cpu_count() or "unknown"), "GPU": _gpu()}
    facts["Python"] = platform.python_version()
    for name in _VERSIONS:
        with contextlib.suppress(metadata.PackageNotFoundError):
            facts[name] = metadata.version(name)
    facts["Keras backend"] = os.environ.get("KERAS_BACKEND", "tensorflow")
    real = ", ".join(real_data())
    facts["Data"] = f"real: {real}; else embedded" if real else "embedded"
    return facts


def kernel_environment() -> dict[str, str]:
    """Environment of a kernel: ours, with paths that hold in its own working folder too."""
    environ = dict(os.environ)
    for name in ("COURSE_DATA", "COURSE_DOWNLOADS"):
        if environ.get(name):
            environ[name] = str(Path(environ[name]).expanduser().absolute())
    return environ


# --- The cache ----------------------------------------------------------------------------------------------


class Store:
    """Executed notebooks under one digest of surroundings.

    Args:
        folder: Where the digests' folders lie, e.g. `_build/executed`.
        surroundings: The digest.
    """

    def __init__(self, folder: Path, surroundings: str) -> None:
        self.folder = folder
        self.path = folder / surroundings
        self.path.mkdir(parents=True, exist_ok=True)
        os.utime(self.path)
        self._cache = get_cache(self.path)

    def find(self, page: Path, notebook: NotebookNode) -> Run | None:
        """The run of a notebook with this code, or None.

        The stored copy is given the notebook's present cell metadata (captions, alt texts), which is what
        myst-nb will look for and show.
        """
        code, key = code_digest(notebook), self._cache.create_hashed_notebook(notebook)[1]
        records = [r for r in self._cache.list_cache_records() if (r.data or {}).get("code") == code]
        # The record with the very same metadata first: then there is nothing to rewrite.
        for record in sorted(records, key=lambda r: r.hashkey != key):
            try:
                executed = self._cache.get_cache_bundle(record.pk).nb
            except (KeyError, OSError, ValueError):  # damaged or half deleted: as good as absent
                self._cache.remove_cache(record.pk)
                continue
            run = Run(**{**record.data["run"], "page": page.as_posix()})
            if record.hashkey != key:
                self.keep(page, _with_outputs(notebook, executed), run)
            return run
        return None

    def keep(self, page: Path, executed: NotebookNode, run: Run) -> None:
        """Store an executed notebook."""
        _unwrap_glued_numbers(executed)
        bundle = CacheBundleIn(
            executed,
            page.as_posix(),
            data={"execution_seconds": run.seconds, "code": code_digest(executed), "run": asdict(run)},
        )
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)

    def drop_old(self) -> None:
        """Remove the folders of surroundings that have not been used for longest."""
        folders = sorted(
            (p for p in self.folder.iterdir() if p.is_dir() and p != self.path),
            key=lambda p: p.stat().st_mtime,
        )
        for old in folders[: max(0, len(folders) + 1 - _KEPT_SURROUNDINGS)]:
            shutil.rmtree(old, ignore_errors=True)


# --- Running ------------------------------------------------------------------------------------------------


def execute(
    page: Path,
    notebook: NotebookNode,
    *,
    timeout: int = 600,
    on_start: Callable[[NotebookClient], None] = lambda client: None,
) -> float:
    """Execute a notebook in place, in an empty folder of its own.

    Args:
        page: Its path, for messages.
        notebook: Gets its outputs.
        timeout: Seconds that one cell may take.
        on_start: Called with the client before it starts its kernel.

    Returns:
        Seconds that it took, the start of the kernel included.

    Raises:
        LessonError: If a cell raises, takes too long, or kills the kernel.
    """
    at = [0]

    def cell_begins(cell: NotebookNode, cell_index: int) -> None:
        at[0] = cell_index

    started = time.monotonic()
    # What the kernel's process itself writes (TensorFlow's log) is no cell's output: read only if it dies.
    with tempfile.TemporaryDirectory(prefix="lesson-") as cwd, tempfile.TemporaryFile() as log:
        client = NotebookClient(
            notebook,
            timeout=timeout,
            kernel_name=notebook.metadata.get("kernelspec", {}).get("name", "python3"),
            resources={"metadata": {"path": cwd}},
            record_timing=False,
            on_cell_start=cell_begins,
        )
        on_start(client)
        try:
            client.execute(env=kernel_environment(), stdout=log, stderr=log)
        except CellExecutionError as error:
            trace = _traceback_of(notebook.cells[at[0]])
            raise _lesson_error(page, notebook, at[0], error.ename, error.evalue, trace) from None
        except CellTimeoutError:
            message = f"took longer than {timeout} s"
            raise _lesson_error(page, notebook, at[0], "CellTimeoutError", message) from None
        except DeadKernelError:
            message = "the kernel died (out of memory, or a crash in compiled code)"
            raise _lesson_error(page, notebook, at[0], "DeadKernelError", message, _tail(log)) from None
    return time.monotonic() - started


def run_pages(
    pages: Sequence[tuple[Path, NotebookNode]],
    store: Store,
    *,
    workers: int = 2,
    timeout: int = 600,
    say: Callable[[str], None] = print,
) -> tuple[list[Outcome], list[LessonError]]:
    """Execute those pages that are not in the store, several at a time, longest first.

    A page that fails does not stop the others: what they put out is kept, and found next time.

    Args:
        pages: Paths below the root, with their notebooks.
        store: Where outputs are found and kept.
        workers: Kernels at work at once.
        timeout: Seconds that one cell may take.
        say: Gets one line for every page begun, finished or failed.

    Returns:
        Outcomes in the order of `pages`, without those that failed, and the errors.

    Raises:
        KeyboardInterrupt: If the user stops it; finished pages are kept, running kernels ended.
    """
    outcomes: dict[Path, Outcome] = {}
    missing = []
    for page, notebook in pages:
        if run := store.find(page, notebook):
            outcomes[page] = Outcome(run, cached=True)
        else:
            missing.append((page, notebook))
    if outcomes:
        say(f"{len(outcomes)} of {len(pages)} executed before and unchanged")
    errors: list[LessonError] = []
    if missing:
        pool = _Pool(store, workers, timeout, say)
        for page, result in pool.run(_longest_first(missing, store.folder)):
            if isinstance(result, LessonError):
                errors.append(result)
            else:
                outcomes[page] = Outcome(result, cached=False)
        _remember_seconds(store.folder, (o.run for o in outcomes.values()))
    return [outcomes[page] for page, _ in pages if page in outcomes], errors


class _Pool:
    """Kernels at work in threads; everything is stored by the thread that owns the pool."""

    def __init__(self, store: Store, workers: int, timeout: int, say: Callable[[str], None]) -> None:
        self.store, self.workers, self.timeout, self.say = store, workers, timeout, say
        self.machine = machine()
        self._clients: dict[Path, NotebookClient] = {}
        self._lock = threading.Lock()
        self._stopped = False

    def run(self, pages: Sequence[tuple[Path, NotebookNode]]) -> list[tuple[Path, Run | LessonError]]:
        results: list[tuple[Path, Run | LessonError]] = []
        executor = ThreadPoolExecutor(self.workers)
        futures = {executor.submit(self._work, page, notebook): (page, notebook) for page, notebook in pages}
        waiting: set[Future[float]] = set(futures)
        try:
            while waiting:
                done, waiting = wait(waiting, timeout=1, return_when=FIRST_COMPLETED)
                for future in done:
                    page, notebook = futures[future]
                    results.append((page, self._take(future, page, notebook)))
                    self._say_result(len(results), len(pages), *results[-1])
        except KeyboardInterrupt:
            self._stop(executor)
            for future in waiting:
                if future.done() and not future.cancelled() and future.exception() is None:
                    self._take(future, *futures[future])
            raise
        executor.shutdown()
        return results

    def _work(self, page: Path, notebook: NotebookNode) -> float:
        self.say(f"         {page.as_posix()} ...")
        try:
            return execute(page, notebook, timeout=self.timeout, on_start=self._register(page))
        finally:
            with self._lock:
                self._clients.pop(page, None)

    def _register(self, page: Path) -> Callable[[NotebookClient], None]:
        def register(client: NotebookClient) -> None:
            with self._lock:
                if self._stopped:
                    raise RuntimeError("stopped before it began")
                self._clients[page] = client

        return register

    def _take(self, future: "Future[float]", page: Path, notebook: NotebookNode) -> Run | LessonError:
        try:
            seconds = future.result()
        except LessonError as error:
            return error
        finished = datetime.now(UTC).isoformat(timespec="minutes")
        run = Run(page.as_posix(), round(seconds, 1), finished, self.machine)
        self.store.keep(page, notebook, run)
        return run

    def _say_result(self, done: int, total: int, page: Path, result: Run | LessonError) -> None:
        if isinstance(result, LessonError):
            self.say(f"[{done}/{total}] FAILED {result}")
        else:
            self.say(f"[{done}/{total}] {result.seconds:6.1f} s  {page.as_posix()}")

    def _stop(self, executor: ThreadPoolExecutor) -> None:
        with self._lock:
            self._stopped = True
            clients = list(self._clients.values())
        executor.shutdown(wait=False, cancel_futures=True)
        for client in clients:
            pid = getattr(getattr(client.km, "provisioner", None), "pid", None)
            if pid:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)


# --- Small helpers ------------------------------------------------------------------------------------------


def _with_outputs(notebook: NotebookNode, executed: NotebookNode) -> NotebookNode:
    """The notebook's own cells and metadata with the outputs of an executed one of the same code."""
    merged = nbformat.from_dict(json.loads(json.dumps(notebook)))
    stored = iter([cell for cell in executed.cells if cell.cell_type == "code"])
    for cell in merged.cells:
        if cell.cell_type == "code":
            twin = next(stored)
            cell.outputs, cell.execution_count = twin.outputs, twin.execution_count
    return merged


def _unwrap_glued_numbers(notebook: NotebookNode) -> None:
    """Turn `np.float64(0.5)` into `0.5` in glued values, which myst-nb formats as numbers by their text."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "scrapbook" not in output.get("metadata", {}):
                continue
            # A value that is glued and not displayed stands under "application/papermill.record/text/plain".
            for kind in [kind for kind in output.data if kind.endswith("text/plain")]:
                output.data[kind] = _NUMPY_NUMBER.sub(r"\1", output.data[kind])


def _lesson_error(
    page: Path, notebook: NotebookNode, index: int, name: str, message: str, traceback: str = ""
) -> LessonError:
    return LessonError(page, index + 1, name, message, notebook.cells[index].source, traceback)


def _traceback_of(cell: NotebookNode) -> str:
    """What the kernel printed of the error, without colours: it may end in a log."""
    lines = [line for output in cell.outputs for line in output.get("traceback", [])]
    return _COLOUR.sub("", "\n".join(lines))


def _tail(log: IO[bytes], characters: int = 2000) -> str:
    log.seek(0)
    return log.read().decode("utf-8", "replace")[-characters:]


def _longest_first(
    pages: Iterable[tuple[Path, NotebookNode]], folder: Path
) -> list[tuple[Path, NotebookNode]]:
    """Pages ordered by the seconds that they last took; those never seen come first."""
    seconds = _seconds(folder)
    return sorted(pages, key=lambda item: -seconds.get(item[0].as_posix(), float("inf")))


def _seconds(folder: Path) -> dict[str, float]:
    try:
        return dict(json.loads((folder / "seconds.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _remember_seconds(folder: Path, runs: Iterable[Run]) -> None:
    seconds = _seconds(folder) | {run.page: run.seconds for run in runs}
    (folder / "seconds.json").write_text(json.dumps(seconds, indent=1, sort_keys=True), encoding="utf-8")


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stamp(path: Path) -> list[str | int]:
    status = path.stat()
    return [path.name, status.st_size, status.st_mtime_ns]


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine() or "unknown"


def _gpu() -> str:
    command = ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"]
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
        return ", ".join(done.stdout.split("\n")).strip(", ") or "none"
    return "none"
