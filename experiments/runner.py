"""Measures what the ledger lacks; each figure is written as soon as it is there."""

import importlib
import math
import os
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import keras
import numpy as np

from experiments.experiment import Experiment, Part
from experiments.ledger import Measured, Table, load_table, write_table


@dataclass(frozen=True)
class Job:
    """An experiment, and what the ledger holds of it.

    Args:
        path: File of its table.
        part: The part that defines it.
        name: Its name in the part.
        runs: How many runs are wanted.
        row: Its row in the ledger, or None.
    """

    path: Path
    part: Part
    name: str
    runs: int
    row: Measured | None

    @property
    def experiment(self) -> Experiment:
        """What is measured."""
        return self.part.experiments[self.name]

    @property
    def label(self) -> str:
        """Its name among those of all parts, "part1/flattened"."""
        return f"{self.path.stem}/{self.name}"

    @property
    def done(self) -> bool:
        """Whether the ledger lacks nothing of it."""
        return self.row is not None and self._is_of(self.row) and self.row.runs >= self.runs

    @property
    def kept(self) -> tuple[float, ...]:
        """Figures that its next runs continue: of the same experiment in the same surroundings."""
        if self.row is None or not self._is_of(self.row):
            return ()
        return self.row.figures if (self.row.machine, self.row.versions) == surroundings() else ()

    @property
    def state(self) -> str:
        """What the ledger holds of it, in words."""
        if self.row is None:
            return "not measured yet"
        if not self._is_of(self.row):
            return "to be measured again: its definition has changed"
        return f"{self.row.value:.4f} in {self.row.runs} of {max(self.runs, self.row.runs)} runs"

    def _is_of(self, row: Measured) -> bool:
        return row.definition == self.experiment.definition


def jobs(
    parts: Mapping[str, Part], folder: Path, only: Collection[str] = (), runs: int | None = None
) -> list[Job]:
    """The experiments of all parts, or of some.

    Args:
        parts: The parts by name.
        folder: Where their tables lie, "part1.json" for "part1"; one that is not there lacks all its rows.
        only: Names of parts, or of experiments as "part1/flattened"; empty for all.
        runs: How many runs each shall have; None for what its definition says.

    Raises:
        ValueError: If a name in `only` is that of no part or experiment.
        ResultsError: If a table cannot be read.
    """
    found = []
    for table, part in parts.items():
        path = folder / f"{table}.json"
        rows = _rows(path)
        for name, experiment in part.experiments.items():
            found.append(Job(path, part, name, runs or experiment.seeds, rows.get(name)))
    if unknown := set(only) - set(parts) - {job.label for job in found}:
        names = ", ".join([*parts, *(job.label for job in found)])
        raise ValueError(f"no part or experiment is named {', '.join(sorted(unknown))}; there are {names}")
    return [job for job in found if not only or {job.path.stem, job.label} & set(only)]


def measure(todo: Sequence[Job]) -> Iterator[str]:
    """Measure experiments, and write each figure into its table as soon as it is there.

    Yields:
        Lines that say how far it has come.

    Raises:
        ValueError: If a figure is no finite number.
        ResultsError: If a table cannot be read.
    """
    left = sum(job.runs - len(job.kept) for job in todo)
    seconds: list[float] = []
    yield f"Experiments to measure: {len(todo)}, in {left} runs."
    for number, job in enumerate(todo, start=1):
        figures = job.kept
        yield f"[{number}/{len(todo)}] {job.label}: {job.experiment.what}"
        for seed in range(len(figures), job.runs):
            started = time.monotonic()
            figures += (_run(job, seed),)
            _record(job, figures)
            seconds.append(time.monotonic() - started)
            rest = _duration(float(np.mean(seconds)) * (left - len(seconds)))
            yield (
                f"[{number}/{len(todo)}] seed {seed}: {figures[-1]:.4f} in {_duration(seconds[-1])}, "
                f"about {rest} left"
            )


def refresh(parts: Mapping[str, Part], folder: Path) -> None:
    """Bring the words and the order of the tables up to date; no figure changes.

    Raises:
        ResultsError: If a table cannot be read.
    """
    for name, part in parts.items():
        path = folder / f"{name}.json"
        rows = _rows(path)
        if rows and load_table(path) != _table(part, rows):
            write_table(path, _table(part, rows))


def surroundings() -> tuple[str, str]:
    """The machine, and the versions of Keras, of its backend and of NumPy, in words."""
    gpus = len(keras.distribution.list_devices("gpu"))
    machine = f"{os.cpu_count()} CPU cores" + (f", {gpus} GPU" if gpus else "")
    backend = keras.backend.backend()
    module = importlib.import_module(backend)  # its package may have another name, as tensorflow-cpu has
    numbers = (("Keras", keras.__version__), (backend, module.__version__), ("NumPy", np.__version__))
    return machine, ", ".join(f"{name} {number}" for name, number in numbers)


def _run(job: Job, seed: int) -> float:
    figure = round(float(job.experiment.trial.run(seed)), 6)
    if not math.isfinite(figure):
        raise ValueError(f"{job.label}, seed {seed}: the figure is {figure}, which the ledger cannot hold")
    return figure


def _record(job: Job, figures: tuple[float, ...]) -> None:
    machine, versions = surroundings()
    row = Measured(
        name=job.name,
        what=job.experiment.what,
        metric=job.experiment.trial.metric,
        definition=job.experiment.definition,
        value=round(float(np.mean(figures)), 4),
        date=f"{datetime.now(tz=UTC):%Y-%m-%d}",
        machine=machine,
        versions=versions,
        spread=round(max(figures) - min(figures), 4) if len(figures) > 1 else None,
        runs=len(figures),
        figures=figures,
        published=job.experiment.published,
    )
    # Read again: another run may have written other rows meanwhile.
    write_table(job.path, _table(job.part, _rows(job.path) | {job.name: row}))


def _rows(path: Path) -> dict[str, Measured]:
    return {row.name: row for row in load_table(path).rows} if path.exists() else {}


def _table(part: Part, rows: Mapping[str, Measured]) -> Table:
    """Rows in the part's order and words; those of no experiment stay, at the end."""
    names = [name for name in part.experiments if name in rows]
    named = [_in_words_of(part.experiments[name], rows[name]) for name in names]
    others = [row for name, row in rows.items() if name not in part.experiments]
    return Table(title=part.title, page=part.page, data=part.data, rows=(*named, *others))


def _in_words_of(experiment: Experiment, row: Measured) -> Measured:
    if row.definition != experiment.definition:
        return row  # the words of what was measured then
    return replace(row, what=experiment.what, metric=experiment.trial.metric, published=experiment.published)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
