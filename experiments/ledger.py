"""Measured figures: the JSON files in `results/`, which the runner writes and the book's results page shows.

One file holds one table. `results/README.md` describes the format.
"""

import json
import math
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from typing import Any

from lib._cache import written_whole


class ResultsError(ValueError):
    """A results file that cannot be used; names the file and what is wrong in it."""


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
        name: Of the experiment, one of its kind in the table.
        what: The model or setting, in words.
        metric: What was measured, e.g. "test accuracy".
        definition: What was trained on what, and how; with another definition it was another experiment.
        value: The figure; the mean where there were several runs.
        date: Day of the last run, "2026-11-20".
        machine: Processor or GPU.
        versions: Of the libraries that matter.
        spread: Largest minus smallest over the runs, if there were several.
        runs: How many runs, with the seeds 0, 1, …
        figures: That of each run, where they were kept.
        published: A figure to compare with.
    """

    name: str
    what: str
    metric: str
    definition: str
    value: float
    date: str
    machine: str
    versions: str
    spread: float | None = None
    runs: int = 1
    figures: tuple[float, ...] = ()
    published: Published | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """One file.

    Args:
        title: Heading of the table.
        page: Lesson that the figures belong to, as named in `_toc.yml`; empty if they belong to none.
        data: Which data, in words.
        rows: The figures.
    """

    title: str
    page: str = ""
    data: str
    rows: tuple[Measured, ...]


def load_results(folder: Path) -> list[Table]:
    """All tables in a folder, ordered by file name; empty if there are none.

    Raises:
        ResultsError: If a file is no JSON, lacks a field, has an unknown one, a figure is no number, or two
            rows bear one name.
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
        raise ResultsError(
            f"{path.name}: not valid JSON ({error}): mend it, or restore it with git"
        ) from error
    table = _object(path, "the file", content, Table)
    rows = table.pop("rows")
    if not isinstance(rows, list) or not rows:
        raise ResultsError(f'{path.name}: "rows" must be a list with at least one figure')
    measured = tuple(_row(path, number, row) for number, row in enumerate(rows, start=1))
    names = [row.name for row in measured]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ResultsError(f"{path.name}: two rows have the name {', '.join(twice)}")
    return Table(**table, rows=measured)


def write_table(path: Path, table: Table) -> None:
    """Write a table, whole or not at all. Fields that say nothing are left out.

    Raises:
        OSError: If the file cannot be written; then it is as it was before.
    """
    content = asdict(table, dict_factory=lambda pairs: {k: v for k, v in pairs if v not in (None, "", ())})
    with written_whole(path) as file:
        file.write((json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode())


def _row(path: Path, number: int, content: Any) -> Measured:
    where = f"row {number}"
    row = _object(path, where, content, Measured)
    if row.get("published") is not None:
        published = _object(path, f'{where}, "published"', row["published"], Published)
        _number(path, where, "published value", published["value"])
        row["published"] = Published(**published)
    _number(path, where, "value", row["value"])
    row["figures"] = tuple(row.get("figures", ()))
    for figure in row["figures"]:
        _number(path, where, "each of figures", figure)
    return Measured(**row)


def _object(path: Path, where: str, content: Any, kind: type) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise ResultsError(f"{path.name}: {where} must be a JSON object")
    known = {field.name for field in fields(kind)}
    needed = [field.name for field in fields(kind) if field.default is MISSING]
    if missing := [name for name in needed if name not in content]:
        raise ResultsError(f"{path.name}: {where} lacks {', '.join(missing)}")
    if unknown := sorted(set(content) - known):
        raise ResultsError(
            f"{path.name}: {where} has unknown fields {', '.join(unknown)}; known: {sorted(known)}"
        )
    return dict(content)


def _number(path: Path, where: str, name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ResultsError(f"{path.name}: {where}: {name} must be a finite number, got {value!r}")
