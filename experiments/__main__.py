"""Measure on the real data what `results/` lacks: `python -m experiments --help`."""

import argparse
import importlib
import sys
from pathlib import Path

from experiments.experiment import Part
from experiments.ledger import ResultsError
from experiments.runner import jobs, measure, refresh
from lib.datasets import DatasetError

HERE = Path(__file__).resolve().parent


def load_parts() -> dict[str, Part]:
    """All parts of this folder, by name."""
    names = sorted(path.stem for path in HERE.glob("part*.py"))
    return {name: importlib.import_module(f"experiments.{name}").PART for name in names}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m experiments",
        description="Measure on the real data what the ledger lacks. Stop it at any time: each run that "
        "ended is kept, and the next call goes on from there.",
    )
    parser.add_argument("--list", action="store_true", help="say what the ledger holds, and measure nothing")
    parser.add_argument(
        "--only", metavar="NAME", nargs="+", default=[], help="parts or experiments, e.g. part1/flattened"
    )
    parser.add_argument(
        "--seeds", type=int, metavar="N", help="runs of each (default: as many as its definition says)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", default=HERE.parent / "results", help="the ledger (results)"
    )
    options = parser.parse_args(arguments)
    if options.seeds is not None and options.seeds < 1:
        parser.error(f"--seeds must be at least 1, got {options.seeds}")
    parts = load_parts()
    try:
        chosen = jobs(parts, options.output, options.only, options.seeds)
    except ValueError as error:
        parser.error(str(error))
    if options.list:
        print("\n".join(f"{job.label:32} {job.state}" for job in chosen))
        return
    try:
        refresh(parts, options.output)
        for line in measure([job for job in chosen if not job.done]):
            print(line, flush=True)
    except (DatasetError, ResultsError, OSError) as error:
        sys.exit(f"python -m experiments: {error}")
    except KeyboardInterrupt:
        sys.exit("Stopped. The runs that ended are kept; the same command goes on from there.")


if __name__ == "__main__":
    main()
