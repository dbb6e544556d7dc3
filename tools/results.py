"""Measured figures: the JSON files in `results/`, which the book's results page shows.

One file holds one table. `results/README.md` describes the format.
"""

import json
import math
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


class ResultsError(ValueError):
    """A results file that cannot be shown; names the file and what is wrong in it."""


@dataclass(frozen=True)
class Published:
    """A figure from the literature to stand beside a measured one.

    Args:
        value: The figure.
        where: Where it was published, in words.
        cite: Key in `references.bib`, if it has one.
        differs: What was done differently there, in words; empty if nothing is known to differ.
    """

    value: float
    where: str
    cite: str = ""
    differs: str = ""


@dataclass(frozen=True)
class Measured:
    """One measured figure.

    Args:
        what: The model or setting.
        metric: What was measured, e.g. "test accuracy".
        value: The figure; the mean where there were several runs.
        spread: Largest minus smallest over the runs, if there were several.
        runs: How many runs, each with a seed of its own.
        published: A figure to compare with.
    """

    what: str
    metric: str
    value: float
    spread: float | None = None
    runs: int = 1
    published: Published | None = None


@dataclass(frozen=True)
class Table:
    """One file: a title, what was measured, and how.

    Args:
        title: Heading of the table.
        rows: The figures.
        data: Which data, in words.
        date: Day of the measurement, "2026-11-20".
        machine: Processor or GPU.
        versions: Of the libraries that matter.
        page: Lesson that the figures belong to, as named in `_toc.yml`.
    """

    title: str
    rows: tuple[Measured, ...]
    data: str
    date: str
    machine: str
    versions: str
    page: str = ""


def load_results(folder: Path) -> list[Table]:
    """All tables in a folder, ordered by file name; empty if there are none.

    Raises:
        ResultsError: If a file is no JSON, lacks a field, has an unknown one, or a figure is no number.
    """
    return [load_table(path) for path in sorted(folder.glob("*.json"))]


def load_table(path: Path) -> Table:
    """One table.

    Raises:
        ResultsError: As `load_results`.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ResultsError(f"{path.name}: not valid JSON ({error})") from error
    table = _object(path, "the file", content, Table)
    rows = table.pop("rows")
    if not isinstance(rows, list) or not rows:
        raise ResultsError(f'{path.name}: "rows" must be a list with at least one figure')
    return Table(**table, rows=tuple(_row(path, number, row) for number, row in enumerate(rows, start=1)))


def _row(path: Path, number: int, content: Any) -> Measured:
    where = f"row {number}"
    row = _object(path, where, content, Measured)
    if row.get("published") is not None:
        published = _object(path, f'{where}, "published"', row["published"], Published)
        _number(path, where, "published value", published["value"])
        row["published"] = Published(**published)
    _number(path, where, "value", row["value"])
    return Measured(**row)


def _object(path: Path, where: str, content: Any, kind: type) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise ResultsError(f"{path.name}: {where} must be a JSON object")
    known = {field.name for field in fields(kind)}
    needed = [field.name for field in fields(kind) if not _has_default(kind, field.name)]
    if missing := [name for name in needed if name not in content]:
        raise ResultsError(f"{path.name}: {where} lacks {', '.join(missing)}")
    if unknown := sorted(set(content) - known):
        raise ResultsError(
            f"{path.name}: {where} has unknown fields {', '.join(unknown)}; known: {sorted(known)}"
        )
    return dict(content)


def _has_default(kind: type, name: str) -> bool:
    return hasattr(kind, name)


def _number(path: Path, where: str, name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ResultsError(f"{path.name}: {where}: {name} must be a finite number, got {value!r}")
