"""What every notebook keeps: its format, metadata, tags and outputs, plain Python, pictures described."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import nbformat
from nbformat import NotebookNode

from tools import notebooks
from tools.conventions import markdown
from tools.conventions.problems import Problem, Rule, at, dotted, parse, trees, whole
from tools.notebooks import GOLDEN_COUNT, GOLDEN_TAGS

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}
YOUR_TURN = "your-turn"
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
    *("scroll-output", "margin", "full-width", YOUR_TURN),
}
GOLDEN_TYPES = {"text/plain", "text/html", "text/markdown", "text/latex"}
_FIX = "run `python -m tools.check_notebooks --fix` on it"
_GOLDEN = "run `python -m tools.engine --golden` on it"


def format_problems(raw: dict[str, Any]) -> Iterator[Problem]:
    """What keeps a file from being read as a notebook; the other rules then have nothing to look at."""
    version = (raw.get("nbformat"), raw.get("nbformat_minor"))
    if version != (4, 5):
        yield whole(
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
            yield whole(f"{count} cells have the id {cell_id}: change all but one")
            return
    try:
        nbformat.validate(raw)
    except nbformat.ValidationError as error:
        reason = str(error).strip().split("\n")[0]
        yield whole(f"is not a valid notebook ({reason}): mend it, or save it again in JupyterLab")


def _metadata(notebook: NotebookNode) -> Iterator[Problem]:
    if notebook.metadata.get("kernelspec") != KERNEL:
        yield whole(f"kernelspec is {dict(notebook.metadata.get('kernelspec', {}))}, not {KERNEL}: {_FIX}")
    extra = sorted(set(notebook.metadata) - {"kernelspec", "language_info"})
    if extra or notebook.metadata.get("language_info", LANGUAGE) != LANGUAGE:
        yield whole(
            f"metadata hold more than kernelspec and the language's name ({', '.join(extra)}): {_FIX}"
        )


def _tags(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in enumerate(notebook.cells, 1):
        tags = notebooks.tags(cell)
        if unknown := sorted(tags - KNOWN_TAGS):
            yield at(
                number, cell, f"has unknown tags {unknown}: nothing acts on them, correct or remove them"
            )
        if len(tags & GOLDEN_TAGS) == 1:
            yield at(
                number, cell, f"has one of the two tags of golden cells, not both: {sorted(GOLDEN_TAGS)}"
            )
        if cell.get("attachments"):
            yield at(number, cell, "has a file attached: draw the picture by code, in a cell of its own")


def _outputs(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        if notebooks.is_golden(cell):
            yield from _golden(number, cell)
            continue
        if cell.outputs:
            yield at(number, cell, f"has stored outputs: {_FIX}, or tag it {sorted(GOLDEN_TAGS)}")
        if cell.execution_count is not None:
            yield at(number, cell, f"has an execution count: {_FIX}")


def _golden(number: int, cell: NotebookNode) -> Iterator[Problem]:
    if not cell.outputs:
        yield at(number, cell, f"is golden and has no output to compare with: {_GOLDEN}")
    elif cell.execution_count != GOLDEN_COUNT:
        yield at(
            number, cell, f"is golden and its count is not {GOLDEN_COUNT}, so nbval would skip it: {_FIX}"
        )
    for output in cell.outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            yield at(number, cell, "is golden and holds an error or stderr: these differ between machines")
        elif unfit := sorted(set(output.get("data", {})) - GOLDEN_TYPES):
            yield at(number, cell, f"is golden and holds {', '.join(unfit)}: golden outputs are text only")


def _syntax(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        if not cell.source.strip():
            yield at(number, cell, "is empty: delete it")
        try:
            parse(cell.source)
        except SyntaxError as error:
            yield at(number, cell, f"is not Python ({error.msg}, line {error.lineno}): correct it")


_SWITCHES = {"CI", "IN_CI", "ON_CI", "COLAB", "IN_COLAB", "ON_COLAB", "BINDER", "IN_BINDER"}
_MAGICS = {"%time", "%timeit"}


def _plumbing(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell, tree in trees(notebook):
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        for switch in sorted(names & _SWITCHES):
            yield at(
                number, cell, f"asks where it runs ({switch}): a lesson runs the same everywhere, remove it"
            )
        for magic in sorted(set(_magics(tree)) - _MAGICS):
            yield at(number, cell, f"has {magic}: remove it, a lesson is plain Python")


def _magics(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if isinstance(node.func.value, ast.Call) and dotted(node.func.value.func) == "get_ipython":
            name = str(node.args[0].value) if node.args and isinstance(node.args[0], ast.Constant) else ""
            yield f"!{name}" if node.func.attr in ("system", "getoutput") else f"%{name}"


def _alt_texts(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.text_cells(notebook):
        for token in markdown.tokens(cell.source):
            if token.type == "image" and not token.content.strip():
                source = token.attrs["src"]
                yield at(
                    number, cell, f"shows {source} without alt text: write ![what is to be seen]({source})"
                )
            html = token.content if token.type in ("html_inline", "html_block") else ""
            for tag in re.findall(r"<img\b[^>]*>", html):
                if not re.search(r"""\balt\s*=\s*(["']).*\S.*\1""", tag):
                    yield at(number, cell, f'shows {tag} without alt text: add alt="what is to be seen"')
        for found in markdown.directives(cell.source):
            if found.name in ("figure", "image") and not found.options.get("alt"):
                yield at(
                    number,
                    cell,
                    f"has a {{{found.name}}} without alt text: add a line :alt: what is to be seen",
                )


def _title(notebook: NotebookNode) -> Iterator[Problem]:
    first = notebook.cells[0] if notebook.cells else None
    if first is None or first.cell_type != "markdown" or not first.source.startswith("# "):
        yield whole("does not begin with its title: put `# Title` on the first line of the first cell")
    titles = [(n, cell) for n, cell in notebooks.text_cells(notebook) for _ in range(_count_titles(cell))]
    for number, cell in titles[1:]:
        yield at(number, cell, "has a second `# ` heading: sections have `## `, the page has one title")


def _count_titles(cell: NotebookNode) -> int:
    return sum(level == "h1" for level, _ in markdown.headings(cell.source))


RULES: tuple[Rule, ...] = (_metadata, _tags, _outputs, _syntax, _plumbing, _alt_texts, _title)
