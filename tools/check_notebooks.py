"""Check that lessons and assignments keep the conventions of the course, and put right what can be put right.

    python -m tools.check_notebooks [--fix | --golden] [--kind lesson|assignment] [PATH ...]

Without paths: every notebook in `chapters` (lessons) and `solutions` (assignments). `--fix` strips what is
not stored (outputs, counts, metadata of the machine) and keeps golden outputs; `--golden` executes a notebook
and stores the golden outputs anew.
"""

import argparse
import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from tools import notebooks
from tools.notebooks import GOLDEN_COUNT, GOLDEN_TAGS

Kind = Literal["lesson", "assignment"]

LONGEST_CELL = 15
POINTS = 20
AUTOGRADED = range(8, 13)
FREE_ANSWERS = range(1, 3)

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}
KNOWN_TAGS = GOLDEN_TAGS | {
    *(
        "raises-exception",
        "hide-input",
        "hide-output",
        "hide-cell",
        "remove-input",
        "remove-output",
        "remove-cell",
    ),
    *("scroll-output", "margin", "full-width"),
}
GOLDEN_TYPES = {"text/plain", "text/html", "text/markdown", "text/latex"}
_FIX = "run `python -m tools.check_notebooks --fix` on it"
_GOLDEN = "run `python -m tools.check_notebooks --golden` on it"


@dataclass(frozen=True, order=True)
class Problem:
    """One breach of a convention.

    Args:
        number: Place of the cell, counted from 1; 0 if the notebook as a whole is meant.
        where: The cell as messages name it, or "".
        text: What is wrong, and what to do.
    """

    number: int
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


Rule = Callable[[NotebookNode], Iterator[Problem]]


def check(path: Path, kind: Kind | None = None) -> list[Problem]:
    """Hold one notebook against the conventions.

    Args:
        path: The notebook.
        kind: Whose conventions; None: told from the folder, `solutions` for assignments, else lessons.

    Returns:
        Problems in the order of the cells; empty if there are none.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        return [_whole(f"cannot be read as JSON ({error}): restore it from git or save it again")]
    if found := list(_format(raw)):
        return found
    notebook = notebooks.read(path)
    rules = LESSON_RULES if (kind or kind_of(path)) == "lesson" else ASSIGNMENT_RULES
    return sorted(problem for rule in (*COMMON_RULES, *rules) for problem in rule(notebook))


def kind_of(path: Path) -> Kind:
    """Whose conventions hold for the notebook at `path`."""
    return "assignment" if "solutions" in path.resolve().parts else "lesson"


def fix(notebook: NotebookNode) -> None:
    """Strip, in place, what is not stored: outputs but golden ones, counts, metadata of the machine."""
    # Here and not above: it takes half a second, and only `--fix` needs it.
    from nbstripout import strip_output

    strip_output(notebook, keep_output=False, keep_count=False, keep_id=True, extra_keys=_UNSTORED)
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE})
    for _, cell in notebooks.code_cells(notebook):
        if not notebooks.is_golden(cell):
            cell.outputs = []
        elif cell.outputs:
            cell.execution_count = GOLDEN_COUNT


def store_golden(path: Path, notebook: NotebookNode, timeout: int = 600) -> None:
    """Execute a notebook, in place, and keep the outputs of its golden cells.

    Raises:
        nbclient.exceptions.CellExecutionError: If a cell fails.
    """
    from nbclient import NotebookClient

    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=timeout, kernel_name="python3", resources=resources).execute()
    for _, cell in notebooks.code_cells(notebook):
        if notebooks.is_golden(cell):
            cell.outputs = _joined(cell.outputs)
    fix(notebook)


def _joined(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Outputs with the pieces of each stream put together: their number differs from run to run."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == "stream" == last.output_type and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


# Metadata that editors and executors leave in cells.
_UNSTORED = [
    f"cell.metadata.{key}"
    for key in (
        "collapsed",
        "scrolled",
        "execution",
        "ExecuteTime",
        "jupyter",
        "vscode",
        "colab",
        "id",
        "outputId",
    )
]


def _whole(text: str) -> Problem:
    return Problem(0, "", text)


def _at(number: int, cell: NotebookNode, text: str) -> Problem:
    return Problem(number, notebooks.label(number, cell), text)


# --- Every notebook -----------------------------------------------------------------------------------------


def _format(raw: dict[str, Any]) -> Iterator[Problem]:
    version = (raw.get("nbformat"), raw.get("nbformat_minor"))
    if version != (4, 5):
        yield _whole(
            f"is in notebook format {version[0]}.{version[1]}, not 4.5: open and save it in JupyterLab 4"
        )
        return
    cells = raw.get("cells", [])
    for number, cell in enumerate(cells, 1):
        if not cell.get("id"):
            yield Problem(number, f"cell {number}", "has no id: open and save the notebook in JupyterLab 4")
            return
    for cell_id, count in Counter(cell["id"] for cell in cells).items():
        if count > 1:
            yield _whole(f"{count} cells have the id {cell_id}: change all but one")
            return
    try:
        nbformat.validate(raw)
    except nbformat.ValidationError as error:
        reason = str(error).strip().split("\n")[0]
        yield _whole(f"is not a valid notebook ({reason}): mend it, or save it again in JupyterLab")


def _metadata(notebook: NotebookNode) -> Iterator[Problem]:
    if notebook.metadata.get("kernelspec") != KERNEL:
        yield _whole(f"kernelspec is {dict(notebook.metadata.get('kernelspec', {}))}, not {KERNEL}: {_FIX}")
    extra = sorted(set(notebook.metadata) - {"kernelspec", "language_info"})
    if extra or notebook.metadata.get("language_info", LANGUAGE) != LANGUAGE:
        yield _whole(
            f"metadata hold more than kernelspec and the language's name ({', '.join(extra)}): {_FIX}"
        )


def _tags(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in enumerate(notebook.cells, 1):
        tags = notebooks.tags(cell)
        if unknown := sorted(tags - KNOWN_TAGS):
            yield _at(
                number, cell, f"has unknown tags {unknown}: nothing acts on them, correct or remove them"
            )
        if len(tags & GOLDEN_TAGS) == 1:
            yield _at(
                number, cell, f"has one of the two tags of golden cells, not both: {sorted(GOLDEN_TAGS)}"
            )
        if cell.get("attachments"):
            yield _at(number, cell, "has a file attached: draw the picture by code, in a cell of its own")


def _outputs(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        if notebooks.is_golden(cell):
            yield from _golden(number, cell)
            continue
        if cell.outputs:
            yield _at(number, cell, f"has stored outputs: {_FIX}, or tag it {sorted(GOLDEN_TAGS)}")
        if cell.execution_count is not None:
            yield _at(number, cell, f"has an execution count: {_FIX}")


def _golden(number: int, cell: NotebookNode) -> Iterator[Problem]:
    if not cell.outputs:
        yield _at(number, cell, f"is golden and has no output to compare with: {_GOLDEN}")
    elif cell.execution_count != GOLDEN_COUNT:
        yield _at(
            number, cell, f"is golden and its count is not {GOLDEN_COUNT}, so nbval would skip it: {_FIX}"
        )
    for output in cell.outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            yield _at(number, cell, "is golden and holds an error or stderr: these differ between machines")
        elif unfit := sorted(set(output.get("data", {})) - GOLDEN_TYPES):
            yield _at(number, cell, f"is golden and holds {', '.join(unfit)}: golden outputs are text only")


@lru_cache(maxsize=1024)
def _tree(source: str) -> ast.Module:
    """Syntax tree of a cell, its IPython magics turned into calls."""
    return ast.parse(TransformerManager().transform_cell(source))


def _trees(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode, ast.Module]]:
    for number, cell in notebooks.code_cells(notebook):
        try:
            yield number, cell, _tree(cell.source)
        except SyntaxError:
            continue  # `_syntax` says so


def _syntax(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        if not cell.source.strip():
            yield _at(number, cell, "is empty: delete it")
        try:
            _tree(cell.source)
        except SyntaxError as error:
            yield _at(number, cell, f"is not Python ({error.msg}, line {error.lineno}): correct it")


_SWITCHES = {"CI", "IN_CI", "ON_CI", "COLAB", "IN_COLAB", "ON_COLAB", "BINDER", "IN_BINDER"}
_MAGICS = {"%time", "%timeit"}


def _plumbing(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell, tree in _trees(notebook):
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        for switch in sorted(names & _SWITCHES):
            yield _at(
                number, cell, f"asks where it runs ({switch}): a lesson runs the same everywhere, remove it"
            )
        for magic in sorted(set(_magics(tree)) - _MAGICS):
            yield _at(number, cell, f"has {magic}: remove it, a lesson is plain Python")


def _dotted(node: ast.expr) -> str:
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _magics(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if isinstance(node.func.value, ast.Call) and _dotted(node.func.value.func) == "get_ipython":
            name = str(node.args[0].value) if node.args and isinstance(node.args[0], ast.Constant) else ""
            yield f"!{name}" if node.func.attr in ("system", "getoutput") else f"%{name}"


def _alt_texts(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type != "markdown":
            continue
        prose = _without_code(cell.source)
        for image in re.findall(r"!\[\s*\]\(([^)]*)\)", prose):
            yield _at(number, cell, f"shows {image} without alt text: write ![what is to be seen]({image})")
        for tag in re.findall(r"<img\b[^>]*>", prose):
            if not re.search(r"""\balt\s*=\s*(["']).*\S.*\1""", tag):
                yield _at(number, cell, f'shows {tag} without alt text: add alt="what is to be seen"')
        for fence, body in re.findall(
            r"^(?::{3,}|`{3,})\{(figure|image)\}(.*?)^(?::{3,}|`{3,})", cell.source, _BLOCK
        ):
            if not re.search(r"^:alt:\s*\S", body, re.MULTILINE):
                yield _at(
                    number, cell, f"has a {{{fence}}} without alt text: add a line :alt: what is to be seen"
                )


_BLOCK = re.MULTILINE | re.DOTALL


def _without_code(markdown: str) -> str:
    """Markdown without code spans and code fences; directives, which are fences with a name, stay."""
    fence = r"^(`{3,}|~{3,})(?!\{)[^\n]*\n.*?^\1[^\n]*$"
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", re.sub(fence, "", markdown, flags=_BLOCK))


def _title(notebook: NotebookNode) -> Iterator[Problem]:
    first = notebook.cells[0] if notebook.cells else None
    if first is None or first.cell_type != "markdown" or not first.source.startswith("# "):
        yield _whole("does not begin with its title: put `# Title` on the first line of the first cell")
    titles = [n for n, cell in enumerate(notebook.cells, 1) for _ in range(_count_titles(cell))]
    for number in titles[1:]:
        cell = notebook.cells[number - 1]
        yield _at(number, cell, "has a second `# ` heading: sections have `## `, the page has one title")


def _count_titles(cell: NotebookNode) -> int:
    prose = _without_code(cell.source) if cell.cell_type == "markdown" else ""
    return len(re.findall(r"^# ", prose, re.MULTILINE))


COMMON_RULES: tuple[Rule, ...] = (_metadata, _tags, _outputs, _syntax, _plumbing, _alt_texts, _title)


# --- Lessons ------------------------------------------------------------------------------------------------


def _question(notebook: NotebookNode) -> Iterator[Problem]:
    opening = "\n".join(cell.source for cell in notebook.cells[:2] if cell.cell_type == "markdown")
    if not re.search(r"\*\*[^*]+\?\*\*", opening):
        yield _whole("does not open with its question: put **one bold question?** under the title")


def _length(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        lines = sum(1 for line in cell.source.splitlines() if line.strip())
        if lines > LONGEST_CELL:
            yield _at(
                number, cell, f"has {lines} lines: split it, or move code to lib (at most {LONGEST_CELL})"
            )


# A reader of the page does not see the code of cells with these tags.
_UNSEEN = {"remove-cell", "hide-cell", "remove-input", "hide-input"}


def _prose_between(notebook: NotebookNode) -> Iterator[Problem]:
    for number, (before, cell) in enumerate(zip(notebook.cells, notebook.cells[1:], strict=False), 2):
        hidden = _UNSEEN & (notebooks.tags(before) | notebooks.tags(cell))
        if before.cell_type == cell.cell_type == "code" and not hidden:
            yield _at(number, cell, "follows another code cell: put a sentence between them that says why")


def _figures(notebook: NotebookNode) -> Iterator[Problem]:
    drawing = _drawing_names(notebook)
    names: Counter[str] = Counter()
    for number, cell, tree in _trees(notebook):
        described = notebooks.figure(cell)
        names.update([described["name"]] if "name" in described else [])
        if not (described or "mystnb" in cell.metadata or _draws(tree, drawing)):
            continue
        if missing := [key for key in ("caption", "name", "alt") if key not in described]:
            fields = {"caption": "figure.caption", "name": "figure.name", "alt": "image.alt"}
            text = ", ".join(f"mystnb.{fields[key]}" for key in missing)
            yield _at(number, cell, f"draws a figure without {text}: add it to the cell's metadata")
        elif described["caption"].strip() == described["alt"].strip():
            yield _at(
                number,
                cell,
                "has one text as caption and alt: the caption says what to see in it, the alt "
                "text what is drawn",
            )
    for name, count in names.items():
        if count > 1:
            yield _whole(f"{count} figures are named {name}: give each a name of its own")


def _drawing_names(notebook: NotebookNode) -> set[str]:
    """Names under which the notebook knows `lib.plots`, its modules and its functions."""
    found: set[str] = set()
    for _, _, tree in _trees(notebook):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [(f"{node.module}.{alias.name}", alias.asname or alias.name) for alias in node.names]
                found.update(local for name, local in names if name.startswith("lib.plots"))
            elif isinstance(node, ast.Import):
                found.update(a.asname or a.name for a in node.names if a.name.startswith("lib.plots"))
    return found


def _draws(tree: ast.Module, drawing: set[str]) -> bool:
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return False
    if isinstance(last.value, ast.Name):
        return last.value.id in ("fig", "figure")
    name = _dotted(last.value.func) if isinstance(last.value, ast.Call) else ""
    return name == "plt.show" or any(name == known or name.startswith(f"{known}.") for known in drawing)


def _verified(notebook: NotebookNode) -> Iterator[Problem]:
    golden = any(notebooks.is_golden(cell) for cell in notebook.cells)
    if not golden and not any(_asserts(tree) for _, _, tree in _trees(notebook)):
        yield _whole("asserts nothing and has no golden output: compute a claim of the lesson and assert it")


def _asserts(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and _dotted(node.func).rpartition(".")[2].startswith("assert_"))
        for node in ast.walk(tree)
    )


def _parts(notebook: NotebookNode) -> Iterator[Problem]:
    prose = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    boxes = re.findall(r"^(`{3,}|:{3,})\{admonition\} *A question people ask[^\n]*\n(.*?)^\1", prose, _BLOCK)
    if not boxes:
        yield _whole("has no box `{admonition} A question people ask: ...`: add one, with its experiment")
    elif not all(re.search(r"^:class: *question", body, re.MULTILINE) for _, body in boxes):
        yield _whole("has a box `A question people ask` without the line `:class: question`: add it")
    if not re.search(r"^## Summary\s*$", prose, re.MULTILINE):
        yield _whole("has no section `## Summary`: add it before the sources")
    last = notebook.cells[-1].source if notebook.cells and notebook.cells[-1].cell_type == "markdown" else ""
    if not re.search(r"^\*\*Sources:\*\*.*\{cite[a-z:]*\}`", last, re.MULTILINE):
        yield _whole("does not end with **Sources:** and at least one {cite}`key`: add them to the last cell")
    if not re.search(r"\*\*Practise:\*\*\s*\S", last):
        yield _whole("does not end with **Practise:** and the assignment to do: add it to the last cell")


LESSON_RULES: tuple[Rule, ...] = (_question, _length, _prose_between, _figures, _verified, _parts)


# --- Assignments --------------------------------------------------------------------------------------------


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
        yield _whole(
            f"nbgrader does not accept its metadata ({reason}): correct them in JupyterLab's "
            "Create Assignment panel"
        )


def _marks(notebook: NotebookNode) -> Iterator[Problem]:
    graded = [_grading(cell) for cell in notebook.cells if _grading(cell).get("grade")]
    tests = sum(1 for cell in notebook.cells if _is_test(cell))
    free = sum(1 for grading in graded if grading.get("solution"))
    total = sum(float(grading.get("points", 0)) for grading in graded)
    if total != POINTS:
        yield _whole(f"gives {total:g} points: an assignment has {POINTS}")
    if tests not in AUTOGRADED:
        yield _whole(f"has {tests} autograded cells: an assignment has {AUTOGRADED[0]} to {AUTOGRADED[-1]}")
    if free not in FREE_ANSWERS:
        yield _whole(f"has {free} free answers: an assignment has {FREE_ANSWERS[0]} or {FREE_ANSWERS[-1]}")


_SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
_HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")


def _regions(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        grading = _grading(cell)
        answer = bool(grading.get("solution"))
        for markers, home, needed in ((_SOLUTION, answer, answer), (_HIDDEN, _is_test(cell), False)):
            begins, ends = (sum(marker in line for line in cell.source.splitlines()) for marker in markers)
            if begins != ends:
                yield _at(number, cell, f"has {begins} {markers[0]} and {ends} {markers[1]}: make them pairs")
            elif begins and not home:
                yield _at(
                    number, cell, f"has {markers[0]} and is no cell for it: a student would be shown it"
                )
            elif needed and not begins:
                yield _at(number, cell, f"is an answer without {markers[0]}: mark what students are to write")


def _tests(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell, tree in _trees(notebook):
        if not _is_test(cell):
            continue
        visible = _outside(cell.source, *_HIDDEN)
        if not any(isinstance(node, ast.Assert | ast.Call) for node in ast.walk(_tree(visible))):
            yield _at(number, cell, "has only hidden tests: put a public one before them")
        bare = sum(1 for node in ast.walk(tree) if isinstance(node, ast.Assert) and node.msg is None)
        if bare:
            yield _at(
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


ASSIGNMENT_RULES: tuple[Rule, ...] = (_nbgrader_metadata, _marks, _regions, _tests)


# --- Command line -------------------------------------------------------------------------------------------


def _change(path: Path, golden: bool) -> bool:
    notebook = notebooks.read(path)
    if golden:
        store_golden(path, notebook)
    else:
        fix(notebook)
    return notebooks.write(notebook, path)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status, 1 if there are problems."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.check_notebooks", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, help="notebooks or folders (all lessons and assignments)"
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--fix", action="store_true", help="strip what is not stored, keep golden outputs")
    change.add_argument("--golden", action="store_true", help="execute, and store the golden outputs anew")
    parser.add_argument(
        "--kind", choices=("lesson", "assignment"), help="whose conventions (told from the folder)"
    )
    options = parser.parse_args(arguments)
    try:
        paths = notebooks.find(options.paths)
    except FileNotFoundError as error:
        parser.error(str(error))
    count = 0
    for path in paths:
        if (options.fix or options.golden) and _change(path, options.golden):
            print(f"{notebooks.shown(path)}: rewritten")
        for problem in check(path, options.kind):
            print(f"{notebooks.shown(path)}: {problem}")
            count += 1
    print(f"{len(paths)} notebooks checked, {count} problems")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
