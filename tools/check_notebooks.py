"""Check that lessons, assignments and the book keep the conventions; put right what can be put right.

    python -m tools.check_notebooks [--fix] [--kind lesson|page|assignment] [PATH ...]

Without paths: every notebook that is a page or an assignment, and the book as a whole.
`--fix` strips what is not stored (outputs, counts, metadata of the machine) and keeps golden outputs
(`python -m tools.engine --golden` stores those anew).
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Literal, get_args

import nbformat
from nbformat import NotebookNode

from tools import notebooks
from tools.conventions import assignments, book, common, lessons
from tools.conventions.problems import Problem, Rule, whole
from tools.notebooks import GOLDEN_COUNT

Kind = Literal["lesson", "page", "assignment"]


def check(path: Path, kind: Kind | None = None) -> list[Problem]:
    """Hold one notebook against the conventions.

    Args:
        path: The notebook.
        kind: Whose conventions; None: told from the folder.

    Returns:
        Problems in the order of the cells; empty if there are none.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        return [whole(f"cannot be read as JSON ({error}): restore it from git or save it again")]
    if found := list(common.format_problems(raw)):
        return found
    notebook = notebooks.read(path)
    return sorted(problem for rule in _rules(path, kind or kind_of(path)) for problem in rule(notebook))


def _rules(path: Path, kind: Kind) -> tuple[Rule, ...]:
    if kind == "assignment":
        return (*common.RULES, *assignments.RULES)
    if kind == "page":
        return (*common.RULES, *lessons.PAGE_RULES)
    pattern = () if notebooks.shown(path) in lessons.EXEMPT else lessons.PATTERN
    return (*common.RULES, *lessons.RULES, *pattern)


def kind_of(path: Path) -> Kind:
    """Whose conventions hold for the notebook at `path`: pages outside `chapters` are no lessons."""
    if "solutions" in path.resolve().parts:
        return "assignment"
    return "page" if path.resolve().parent == notebooks.ROOT else "lesson"


def fix(notebook: NotebookNode) -> None:
    """Strip, in place, what is not stored: outputs but golden ones, counts, metadata of the machine."""
    # Here and not above: it takes half a second, and only `--fix` needs it.
    from nbstripout import strip_output

    strip_output(notebook, keep_output=False, keep_count=False, keep_id=True, extra_keys=_UNSTORED)
    notebook.metadata = nbformat.from_dict({"kernelspec": common.KERNEL, "language_info": common.LANGUAGE})
    for _, cell in notebooks.code_cells(notebook):
        if not notebooks.is_golden(cell):
            cell.outputs = []
        elif cell.outputs:
            cell.execution_count = GOLDEN_COUNT


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


def _change(path: Path) -> bool:
    notebook = notebooks.read(path)
    fix(notebook)
    return notebooks.write(notebook, path)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status, 1 if there are problems."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.check_notebooks", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, help="notebooks or folders (all of them, and the book)"
    )
    parser.add_argument("--fix", action="store_true", help="strip what is not stored, keep golden outputs")
    parser.add_argument("--kind", choices=get_args(Kind), help="whose conventions (told from the folder)")
    options = parser.parse_args(arguments)
    try:
        paths = notebooks.find(options.paths)
    except FileNotFoundError as error:
        parser.error(str(error))
    count = 0
    for path in paths:
        if options.fix and _change(path):
            print(f"{notebooks.shown(path)}: rewritten")
        for problem in check(path, options.kind):
            print(f"{notebooks.shown(path)}: {problem}")
            count += 1
    for text in [] if options.paths else book.check():
        print(text)
        count += 1
    print(f"{len(paths)} notebooks checked, {count} problems")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
