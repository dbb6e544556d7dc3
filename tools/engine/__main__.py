"""Execute lessons and assignments as tests, and keep what they put out.

    python -m tools.engine [--data auto|embedded|real] [--fresh | --golden] [--workers N] [PATH ...]

Every cell must run, golden outputs must be the stored ones. Each notebook runs in one kernel, several at a
time; a notebook whose result is in the store is not executed again unless `--fresh` asks for it.
"""

import argparse
import os
import sys
from pathlib import Path

from lib.datasets import DatasetError
from tools import notebooks
from tools.engine import run
from tools.engine.store import Store


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status, 0 if every notebook passed."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.engine", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, help="notebooks or folders (all lessons and assignments)"
    )
    parser.add_argument(
        "--data", choices=("auto", "embedded", "real"), default="auto", help="which corpora (what is here)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--fresh", action="store_true", help="execute all, also those that the store has")
    how.add_argument("--golden", action="store_true", help="execute, and store the golden outputs anew")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="notebooks at a time (2)")
    parser.add_argument(
        "--timeout", type=int, metavar="SECONDS", help="of one cell (300 embedded, 1200 real)"
    )
    options = parser.parse_args(arguments)
    try:
        with run.data_of(options.data):
            return _execute([*filter(notebooks.has_code, notebooks.find(options.paths))], options)
    except (FileNotFoundError, notebooks.NotebookError, DatasetError) as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        print(run.STOPPED, file=sys.stderr)
        return 130


def _execute(paths: list[Path], options: argparse.Namespace) -> int:
    if not paths:
        raise FileNotFoundError("no notebooks with code there")
    root, store = _root(paths), Store()
    todo = paths if options.fresh or options.golden else run.missing(paths, store, root)
    print(f"{len(paths) - len(todo)} of {len(paths)} notebooks kept, {len(todo)} to execute", flush=True)
    if not todo:
        return 0
    return run.run(
        todo,
        store,
        root=root,
        workers=options.workers,
        timeout=options.timeout,
        data=options.data,
        golden=options.golden,
    )


def _root(paths: list[Path]) -> Path:
    """The repository, or for notebooks that lie elsewhere the folder that they share."""
    folders = [path.resolve().parent for path in paths]
    inside = all(folder.is_relative_to(notebooks.ROOT) for folder in folders)
    return notebooks.ROOT if inside else Path(os.path.commonpath(folders))


if __name__ == "__main__":
    sys.exit(main())
