"""Executed notebooks, kept under what their run depended on.

A run depends on the notebook's code, on the files of `lib` that its kernel loaded or read, and on its
surroundings: the lock, Python, the backend, the data. Each run is one notebook file that holds its outputs
and, in its metadata, all of these; it is found again as long as none of them has changed. Prose, captions
and alt texts are no part of it: they are taken from the notebook that asks.

The store lies in the user's cache folder, or where `COURSE_STORE` says, so that all checkouts share it.
"""

import contextlib
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from lib import _cache
from lib.datasets import places
from lib.datasets.registry import DATA_SETS
from tools import notebooks

# Raise this when a change of the engine makes earlier results worthless.
_FORMAT = 1
_KEPT = 8  # runs of one page: real and embedded data, a branch or two
# What may be set to make a machine train otherwise; threads and log levels are none of it.
_SETTINGS = (
    *("CUDA_VISIBLE_DEVICES", "KERAS_MAX_EPOCHS", "KERAS_MAX_STEPS_PER_EPOCH"),
    *("NVIDIA_TF32_OVERRIDE", "TF_ENABLE_ONEDNN_OPTS", "TF_XLA_FLAGS", "XLA_FLAGS"),
)
_NUMPY_NUMBER = re.compile(r"^np\.\w+\(([-+.\w]+)\)$")
_VERSIONS = ("keras", "tensorflow-cpu", "tensorflow", "jax", "numpy", "matplotlib", "scikit-learn")


class Store:
    """What notebooks put out when they were executed.

    Args:
        folder: Where the runs lie; by default where `COURSE_STORE` says, else in the user's cache folder.
        checkout: The folder of `lib` and the lock that runs depend on.
    """

    def __init__(self, folder: Path | None = None, checkout: Path = notebooks.ROOT) -> None:
        named = os.environ.get("COURSE_STORE")
        self.folder = folder or (Path(named).expanduser() if named else _cache.folder() / "executed")
        self.checkout = checkout

    @cached_property
    def surroundings(self) -> dict[str, Any]:
        """What every run in this environment depends on beside its own code and the files that it uses.

        Raises:
            DatasetError: If `COURSE_DATA` names a folder that is not there, or a data file is damaged.
        """
        return {
            "format": _FORMAT,
            "lock": _file_digest(self.checkout / "requirements/lock.txt"),
            "kernel": _file_digest(self.checkout / "etc/ipython/ipython_kernel_config.py"),
            "python": f"{platform.python_implementation()} {platform.python_version()}",
            "system": f"{sys.platform} {platform.machine()}",
            "gpu": _gpu(),
            "backend": _backend(),
            "settings": {name: os.environ[name] for name in _SETTINGS if name in os.environ},
            "packages": _versions(),
            "data": {
                name: [found.source, *map(places.digest, found.paths)] for name, found in real_data().items()
            },
        }

    def find(self, page: Path, notebook: NotebookNode) -> NotebookNode | None:
        """The notebook with the outputs of its last run; None if it, or what it used, has changed since."""
        code, surroundings = code_digest(notebook), self.surroundings
        for executed in self._runs(page):
            run = executed.metadata.run
            unchanged = run.code == code and run.surroundings == surroundings
            if unchanged and run.files == self._digests(run.files):
                return with_outputs(notebook, executed)
        return None

    def latest(self, page: Path) -> NotebookNode | None:
        """The last run of a page, whatever has changed since, or None if there was none."""
        return next(self._runs(page), None)

    def keep(
        self, page: Path, executed: NotebookNode, files: list[str], seconds: float, *, code: str
    ) -> None:
        """Keep a run.

        Args:
            page: The notebook's path below the book's root.
            executed: It, with its outputs.
            files: Files of the checkout that it used, as paths below the checkout.
            seconds: How long it took.
            code: `code_digest` of the notebook as it was before.
        """
        _unwrap_glued_numbers(executed)
        executed.metadata["run"] = {
            "code": code,
            "files": self._digests(files),
            "surroundings": self.surroundings,
            "seconds": round(seconds, 1),
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine(),
        }
        key = [executed.metadata.run[name] for name in ("code", "files", "surroundings")]
        folder = self._folder(page)
        with _cache.written_whole(folder / f"{_digest(key)}.ipynb") as file:
            file.write(nbformat.writes(executed).encode())
        for old in _newest_first(folder)[_KEPT:]:
            old.unlink(missing_ok=True)

    def _runs(self, page: Path) -> Iterator[NotebookNode]:
        for path in _newest_first(self._folder(page)):
            try:
                executed = nbformat.read(path, as_version=4)
                complete = {"code", "files", "surroundings"} <= executed.metadata.run.keys()
            except Exception:  # cut short or damaged in any way: as good as absent
                continue
            if complete:
                yield executed

    def _folder(self, page: Path) -> Path:
        return self.folder / page.with_suffix("")

    def _digests(self, files: Iterator[str] | list[str] | dict[str, str]) -> dict[str, str | None]:
        return {name: _file_digest(self.checkout / name) for name in sorted(files)}


def code_digest(notebook: NotebookNode) -> str:
    """Digest of what a notebook executes: its code cells in order, which may raise, golden outputs."""
    return _digest(
        [
            [cell.source, notebooks.may_raise(cell), cell.outputs if notebooks.is_golden(cell) else None]
            for cell in _code(notebook)
        ]
    )


def with_outputs(notebook: NotebookNode, executed: NotebookNode) -> NotebookNode:
    """A copy of a notebook, its own prose and metadata, with the outputs and the run of an executed one."""
    merged = nbformat.from_dict(json.loads(json.dumps(notebook)))
    for cell, twin in zip(_code(merged), _code(executed), strict=True):
        cell.outputs, cell.execution_count = twin.outputs, twin.execution_count
    merged.metadata["run"] = executed.metadata.run
    return merged


def real_data() -> dict[str, places.Found]:
    """The data sets that lessons will find here, in a mirror or downloaded; the others are embedded."""
    return {name: found for name in sorted(DATA_SETS) if (found := places.find(name))}


def machine() -> dict[str, str]:
    """Hardware, versions and data of a run, as the status page shows them."""
    facts = {"Processor": _processor(), "Cores": str(os.cpu_count() or "unknown"), "GPU": _gpu()}
    facts["Python"] = platform.python_version()
    facts |= {**_versions(), "Keras backend": _backend()}
    real = ", ".join(real_data())
    facts["Data"] = f"real: {real}; else embedded" if real else "embedded"
    return facts


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for _, cell in notebooks.code_cells(notebook)]


def _newest_first(folder: Path) -> list[Path]:
    """Runs, and what a killed process left of one; others may be deleting them meanwhile."""
    runs = []
    for path in folder.glob("*.ipynb*"):
        with contextlib.suppress(FileNotFoundError):
            runs.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(runs, reverse=True)]


def _unwrap_glued_numbers(notebook: NotebookNode) -> None:
    """Turn `np.float64(0.5)` into `0.5` in glued values, which myst-nb formats as numbers by their text."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "scrapbook" not in output.get("metadata", {}):
                continue
            # A value that is glued and not displayed stands under "application/papermill.record/text/plain".
            for kind in [kind for kind in output.data if kind.endswith("text/plain")]:
                output.data[kind] = _NUMPY_NUMBER.sub(r"\1", output.data[kind])


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def _file_digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _versions() -> dict[str, str]:
    """What is installed, which need not be what the lock says."""
    versions = {}
    for name in _VERSIONS:
        with contextlib.suppress(metadata.PackageNotFoundError):
            versions[name] = metadata.version(name)
    return versions


def _backend() -> str:
    return os.environ.get("KERAS_BACKEND") or "tensorflow"


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
