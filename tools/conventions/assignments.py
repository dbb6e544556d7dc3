"""What assignments keep: marks, regions for nbgrader, public tests and their messages."""

import ast
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from tools import notebooks
from tools.conventions.problems import Problem, Rule, at, parse, trees, whole

POINTS = 20
AUTOGRADED = range(8, 13)
FREE_ANSWERS = range(1, 3)


def _grading(cell: NotebookNode) -> dict[str, Any]:
    return dict(cell.metadata.get("nbgrader", {}))


def _is_test(cell: NotebookNode) -> bool:
    grading = _grading(cell)
    return bool(grading.get("grade") and not grading.get("solution") and cell.cell_type == "code")


def _nbgrader_metadata(notebook: NotebookNode) -> Iterator[Problem]:
    from nbgrader.nbgraderformat import MetadataValidator

    try:
        MetadataValidator().validate_nb(notebook)
    except Exception as error:  # nbgrader has several classes of its own for this
        reason = str(error).strip().split("\n")[0]
        yield whole(
            f"nbgrader does not accept its metadata ({reason}): correct them in JupyterLab's "
            "Create Assignment panel"
        )


def _marks(notebook: NotebookNode) -> Iterator[Problem]:
    graded = [_grading(cell) for cell in notebook.cells if _grading(cell).get("grade")]
    tests = sum(1 for cell in notebook.cells if _is_test(cell))
    free = sum(1 for grading in graded if grading.get("solution"))
    total = sum(float(grading.get("points", 0)) for grading in graded)
    if total != POINTS:
        yield whole(f"gives {total:g} points: an assignment has {POINTS}")
    if tests not in AUTOGRADED:
        yield whole(f"has {tests} autograded cells: an assignment has {AUTOGRADED[0]} to {AUTOGRADED[-1]}")
    if free not in FREE_ANSWERS:
        yield whole(f"has {free} free answers: an assignment has {FREE_ANSWERS[0]} or {FREE_ANSWERS[-1]}")


_SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
_HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")


def _regions(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        grading = _grading(cell)
        answer = bool(grading.get("solution"))
        for markers, home, needed in ((_SOLUTION, answer, answer), (_HIDDEN, _is_test(cell), False)):
            begins, ends = (sum(marker in line for line in cell.source.splitlines()) for marker in markers)
            if begins != ends:
                yield at(number, cell, f"has {begins} {markers[0]} and {ends} {markers[1]}: make them pairs")
            elif begins and not home:
                yield at(number, cell, f"has {markers[0]} and is no cell for it: a student would be shown it")
            elif needed and not begins:
                yield at(number, cell, f"is an answer without {markers[0]}: mark what students are to write")


def _tests(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell, tree in trees(notebook):
        if not _is_test(cell):
            continue
        visible = _outside(cell.source, *_HIDDEN)
        if not any(isinstance(node, ast.Assert | ast.Call) for node in ast.walk(parse(visible))):
            yield at(number, cell, "has only hidden tests: put a public one before them")
        bare = sum(1 for node in ast.walk(tree) if isinstance(node, ast.Assert) and node.msg is None)
        if bare:
            yield at(
                number, cell, f"has {bare} assert(s) without a message: say what was expected and what came"
            )


def _outside(source: str, begin: str, end: str) -> str:
    """Source without the lines from each `begin` to its `end`."""
    kept, inside = [], False
    for line in source.splitlines():
        inside = inside or begin in line
        if not inside:
            kept.append(line)
        inside = inside and end not in line
    return "\n".join(kept)


RULES: tuple[Rule, ...] = (_nbgrader_metadata, _marks, _regions, _tests)
