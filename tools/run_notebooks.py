"""Execute lessons and assignments as tests: every cell must run, golden outputs must be the stored ones.

    python -m tools.run_notebooks [--data embedded|real] [--workers N] [--timeout SECONDS] [PATH ...]

Each notebook runs in one kernel, several notebooks at a time. `--data embedded` (the default) hides a mirror
and downloads from the lessons, so that it needs neither; `--data real` insists on one of them.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import MutableMapping
from pathlib import Path
from typing import Literal

import pytest

from lib.datasets import DatasetError, MissingDataError, places
from tools import notebooks

TIMEOUT = {"embedded": 300, "real": 1200}


def choose_data(data: Literal["embedded", "real"], environ: MutableMapping[str, str], empty: Path) -> None:
    """Set the environment variables by which `lib.datasets` chooses its corpus.

    Args:
        data: "embedded" hides a mirror and downloads; "real" leaves them as they are.
        environ: Environment of the kernels, changed in place.
        empty: A folder with nothing in it.

    Raises:
        DatasetError: If the data must be real and the reviews are neither in a mirror nor downloaded.
    """
    if data == "embedded":
        environ.pop("COURSE_DATA", None)
        environ["COURSE_DOWNLOADS"] = str(empty)
        return
    if places.find("imdb") is None:
        raise MissingDataError("no real data: set COURSE_DATA to a mirror's folder, or run `make data`")


def run(paths: list[Path], workers: int, timeout: int) -> int:
    """Run notebooks under pytest and nbval; returns pytest's exit status."""
    arguments = [
        *("-p", "tools.nbval_reports", "--nbval-lax", "--nbval-current-env"),
        *(f"--nbval-cell-timeout={timeout}", "--nbval-kernel-startup-timeout=180"),
        # One worker takes a whole notebook, since its cells share a kernel.
        *(("-n", str(min(workers, len(paths))), "--dist", "loadfile") if workers > 1 else ("-n", "0")),
        *("-q", "-rN", "--no-header", "-p", "no:cacheprovider"),
        # Notebooks outside pytest's root would all have one name, and xdist would run the first only.
        *("-c", str(notebooks.ROOT / "pyproject.toml"), "-o", "addopts=", f"--rootdir={_root(paths)}"),
    ]
    return int(pytest.main([*arguments, *map(str, paths)]))


def _root(paths: list[Path]) -> Path:
    folders = [path.resolve().parent for path in paths]
    inside = all(folder.is_relative_to(notebooks.ROOT) for folder in folders)
    return notebooks.ROOT if inside else Path(os.path.commonpath(folders))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status, 0 if every notebook passed."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.run_notebooks", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, help="notebooks or folders (all lessons and assignments)"
    )
    parser.add_argument(
        "--data", choices=("embedded", "real"), default="embedded", help="which corpora (embedded)"
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="notebooks at a time (2)")
    parser.add_argument(
        "--timeout", type=int, metavar="SECONDS", help="of one cell (300 embedded, 1200 real)"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="notebooks-") as scratch:
        try:
            paths = notebooks.find(options.paths)
            choose_data(options.data, os.environ, Path(scratch, "no-downloads"))
        except (FileNotFoundError, DatasetError) as error:
            parser.error(str(error))
        if not paths:
            parser.error("no notebooks there")
        # The settings and history of whoever runs this play no part.
        os.environ["IPYTHONDIR"] = str(Path(scratch, "ipython"))
        return run(paths, options.workers, options.timeout or TIMEOUT[options.data])


if __name__ == "__main__":
    sys.exit(main())
