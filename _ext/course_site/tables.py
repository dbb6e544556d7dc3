"""Two tables that are made when the site is built: how long each lesson ran, and what was measured.

```{lesson-runs}
```

```{measured-results}
```
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from experiments.ledger import Measured, ResultsError, Table, load_results
from tools import notebooks

Cell: TypeAlias = str | nodes.Node


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("lesson-runs", LessonRuns)
    app.add_directive("measured-results", MeasuredResults)


class LessonRuns(SphinxDirective):
    """A table of all executed pages, and one of each machine that executed them."""

    def run(self) -> list[nodes.Node]:
        """Directive's nodes."""
        self.env.note_reread()
        folder = Path(self.env.srcdir, notebooks.EXECUTED)
        runs = {
            page: notebooks.read(folder / f"{page}.ipynb").metadata.run
            for page in sorted(self.env.found_docs)
            if (folder / f"{page}.ipynb").is_file()
        }
        machines = _distinct(run.machine for run in runs.values())
        rows = [
            [
                page_link(self.env.docname, page),
                f"{run.seconds:.1f}",
                _when(run.finished),
                *([chr(ord("A") + machines.index(run.machine))] if len(machines) > 1 else []),
            ]
            for page, run in runs.items()
        ]
        header = ["Page", "Seconds", "Executed (UTC)", *(["Machine"] if len(machines) > 1 else [])]
        total = nodes.paragraph(
            text=f"Together {sum(run.seconds for run in runs.values()):.0f} s of work on {len(runs)} pages."
        )
        return [table(header, rows, numeric={1}), total, *_machine_tables(machines)]


class MeasuredResults(SphinxDirective):
    """A table for every file in `results/`, each figure beside the published one where there is one."""

    def run(self) -> list[nodes.Node]:
        """Directive's nodes."""
        self.env.note_reread()
        try:
            found = load_results(Path(self.env.srcdir) / "results")
        except ResultsError as error:
            raise self.error(f"results/{error}") from error
        if not found:
            return [nodes.paragraph(text="Nothing has been measured yet.")]
        return [node for one in found for node in self._section(one)]

    def _section(self, one: Table) -> list[nodes.Node]:
        section = nodes.section(ids=[nodes.make_id(f"results {one.title}")])
        section += nodes.title(text=one.title)
        about = nodes.paragraph(text=f"Measured with {one.data}.")
        if one.page:
            about += nodes.Text(" Lesson: ")
            about += page_link(self.env.docname, one.page)
        section += about
        occasions = list(dict.fromkeys(map(_occasion, one.rows)))
        several = len(occasions) > 1
        for n, occasion in enumerate(occasions, start=1):
            section += nodes.paragraph(text=f"{n}: {occasion}." if several else f"{occasion}.")
        when = [[str(occasions.index(_occasion(row)) + 1)] if several else [] for row in one.rows]
        section += table(
            [
                *["What", "Measure", "Here", "Spread", "Published", "Where, and what differs"],
                *(["When"] if several else []),
            ],
            [[*self._row(row), *number] for row, number in zip(one.rows, when, strict=True)],
            numeric={2, 3, 4},
        )
        return [section]

    def _row(self, row: Measured) -> list[Cell]:
        spread = "" if row.spread is None else f"{_figure(row.spread)} in {row.runs} runs"
        measured: list[Cell] = [row.what, row.metric, _figure(row.value), spread]
        if row.published is None:
            return [*measured, "", ""]
        text = row.published.where
        if row.published.cite:
            text += f" {{cite}}`{row.published.cite}`"
        if row.published.differs:
            text += f". {row.published.differs}"
        where = nodes.paragraph()
        where += self.state.inline_text(text, self.lineno)[0]
        return [*measured, _figure(row.published.value), where]


def table(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], numeric: Collection[int] = ()
) -> nodes.table:
    """A docutils table.

    Args:
        header: Column titles.
        rows: Cells, as text or as inline nodes.
        numeric: Columns that are aligned to the right.
    """
    result = nodes.table(classes=["colwidths-auto"])
    group = nodes.tgroup(cols=len(header))
    result += group
    group += [nodes.colspec(colwidth=1) for _ in header]
    head, body = nodes.thead(), nodes.tbody()
    head += _table_row(header, numeric)
    body += [_table_row(row, numeric) for row in rows]
    group += [head, body]
    return result


def page_link(docname: str, target: str) -> nodes.Node:
    """A link to another page that shows that page's title."""
    link = addnodes.pending_xref(
        refdoc=docname,
        refdomain="std",
        reftype="doc",
        reftarget=f"/{target}",
        refexplicit=False,
        refwarn=True,
    )
    link += nodes.inline(text=target)
    return link


def _table_row(cells: Sequence[Cell], numeric: Collection[int]) -> nodes.row:
    row = nodes.row()
    for column, cell in enumerate(cells):
        entry = nodes.entry(classes=["text-right"] if column in numeric else [])
        if isinstance(cell, nodes.paragraph):
            entry += cell
        else:
            paragraph = nodes.paragraph()
            paragraph += nodes.Text(cell) if isinstance(cell, str) else cell
            entry += paragraph
        row += entry
    return row


def _machine_tables(machines: Sequence[dict[str, str]]) -> list[nodes.Node]:
    result: list[nodes.Node] = []
    for number, machine in enumerate(machines):
        name = f"Machine {chr(ord('A') + number)}" if len(machines) > 1 else "Machine and versions"
        section = nodes.section(ids=[nodes.make_id(name)])
        section += nodes.title(text=name)
        section += table(["What", "Found"], [[key, value] for key, value in machine.items()])
        result.append(section)
    return result


def _distinct(items: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    result: list[dict[str, str]] = []
    for item in items:
        if item not in result:
            result.append(item)
    return result


def _occasion(row: Measured) -> str:
    return f"On {row.date}; {row.machine}; {row.versions}"


def _when(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%Y-%m-%d %H:%M")


def _figure(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
