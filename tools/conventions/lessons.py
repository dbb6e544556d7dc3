"""What pages that run keep, and lessons beside: their parts, head, Your turn boxes and size."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from nbformat import NotebookNode

from tools import notebooks
from tools.conventions import markdown
from tools.conventions.common import YOUR_TURN
from tools.conventions.problems import Problem, Rule, at, dotted, trees, whole

LONGEST_CELL = 15
MOST_WORDS = 1_700
MOST_LINES = 250
MOST_MINUTES = 30
TURNS = range(2, 4)

# Lessons that are older than the rules PATTERN below. One that is brought to them leaves this list: a lesson
# here that keeps them is an error.
EXEMPT = {
    "chapters/1-from-text-to-vectors/1-1-one-hot-vectors.ipynb",
    "chapters/1-from-text-to-vectors/1-2-tokens-and-dictionary.ipynb",
    "chapters/1-from-text-to-vectors/1-3-alignment.ipynb",
    "chapters/1-from-text-to-vectors/1-4-word-embeddings.ipynb",
    "chapters/1-from-text-to-vectors/1-5-logistic-regression.ipynb",
    "chapters/2-simple-rnn/2-1-why-recurrence.ipynb",
    "chapters/2-simple-rnn/2-2-forward-pass.ipynb",
    "chapters/2-simple-rnn/2-3-backpropagation-through-time.ipynb",
    "chapters/2-simple-rnn/2-4-sentiment.ipynb",
    "chapters/2-simple-rnn/2-5-what-it-forgets.ipynb",
}


# --- Every page that runs -----------------------------------------------------------------------------------


def _short_cells(notebook: NotebookNode) -> Iterator[Problem]:
    for number, cell in notebooks.code_cells(notebook):
        lines = _lines(cell)
        if lines > LONGEST_CELL:
            yield at(
                number, cell, f"has {lines} lines: split it, or move code to lib (at most {LONGEST_CELL})"
            )


def _lines(cell: NotebookNode) -> int:
    return sum(1 for line in cell.source.splitlines() if line.strip())


# A reader of the page does not see the code of cells with these tags.
_UNSEEN = {"remove-cell", "hide-cell", "remove-input", "hide-input"}


def _prose_between(notebook: NotebookNode) -> Iterator[Problem]:
    for number, (before, cell) in enumerate(zip(notebook.cells, notebook.cells[1:], strict=False), 2):
        hidden = _UNSEEN & (notebooks.tags(before) | notebooks.tags(cell))
        if before.cell_type == cell.cell_type == "code" and not hidden:
            yield at(number, cell, "follows another code cell: put a sentence between them that says why")


def _figures(notebook: NotebookNode) -> Iterator[Problem]:
    """What is said of figures; that every picture is a figure, the engine sees when it executes the cell."""
    names: Counter[str] = Counter()
    for number, cell in notebooks.code_cells(notebook):
        if "mystnb" not in cell.metadata:
            continue
        described = notebooks.figure(cell)
        names.update([described["name"]] if "name" in described else [])
        if missing := [key for key in ("caption", "name", "alt") if key not in described]:
            fields = {"caption": "figure.caption", "name": "figure.name", "alt": "image.alt"}
            text = ", ".join(f"mystnb.{fields[key]}" for key in missing)
            yield at(number, cell, f"draws a figure without {text}: add it to the cell's metadata")
        elif described["caption"].strip() == described["alt"].strip():
            yield at(
                number, cell, "has one text as caption and alt: one says what to see in it, one what is drawn"
            )
    for name, count in names.items():
        if count > 1:
            yield whole(f"{count} figures are named {name}: give each a name of its own")


def _verified(notebook: NotebookNode) -> Iterator[Problem]:
    golden = any(notebooks.is_golden(cell) for cell in notebook.cells)
    shown = any("remove-input" not in notebooks.tags(cell) for _, cell in notebooks.code_cells(notebook))
    if shown and not golden and not any(_asserts(tree) for _, _, tree in trees(notebook)):
        yield whole("asserts nothing and has no golden output: compute a claim of the lesson and assert it")


def _asserts(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2].startswith("assert_"))
        for node in ast.walk(tree)
    )


PAGE_RULES: tuple[Rule, ...] = (_short_cells, _prose_between, _figures, _verified)


# --- Lessons ------------------------------------------------------------------------------------------------


def _question(notebook: NotebookNode) -> Iterator[Problem]:
    opening = "\n".join(cell.source for cell in notebook.cells[:2] if cell.cell_type == "markdown")
    if not re.search(r"\*\*[^*]+\?\*\*", opening):
        yield whole("does not open with its question: put **one bold question?** under the title")


def _parts(notebook: NotebookNode) -> Iterator[Problem]:
    prose = "\n\n".join(cell.source for _, cell in notebooks.text_cells(notebook))
    boxes = [box for box in _boxes(prose, "A question people ask") if not box.nested]
    if not boxes:
        yield whole("has no box `{admonition} A question people ask: ...`: add one, with its experiment")
    elif not all("question" in box.classes for box in boxes):
        yield whole("has a box `A question people ask` without the line `:class: question`: add it")
    if ("h2", "Summary") not in markdown.headings(prose):
        yield whole("has no section `## Summary`: add it before the sources")
    last = notebook.cells[-1].source if notebook.cells and notebook.cells[-1].cell_type == "markdown" else ""
    if not re.search(r"^\*\*Sources:\*\*.*\{cite[a-z:]*\}`", last, re.MULTILINE):
        yield whole("does not end with **Sources:** and at least one {cite}`key`: add them to the last cell")
    if not re.search(r"\*\*Practise:\*\*\s*\S", last):
        yield whole("does not end with **Practise:** and the assignment to do: add it to the last cell")


def _boxes(prose: str, title: str) -> list[markdown.Directive]:
    found = markdown.directives(prose)
    return [one for one in found if one.name == "admonition" and one.argument.startswith(title)]


RULES: tuple[Rule, ...] = (*PAGE_RULES, _question, _parts)


# --- The pattern of lessons ---------------------------------------------------------------------------------

_HEAD = "25 minutes · medium · at a first reading, skip ..."


def _head(notebook: NotebookNode) -> Iterator[Problem]:
    first = notebook.cells[0].source if notebook.cells else ""
    heads = [one for one in markdown.directives(first) if "lesson-head" in one.classes and not one.nested]
    if len(heads) != 1:
        yield whole(f"has {len(heads)} heads: put one `:::{{div}} lesson-head` under the title: `{_HEAD}`")
        return
    match = re.fullmatch(r"(\d+) minutes · (easy|medium|hard) · (\S.*)", " ".join(heads[0].body.split()))
    if match is None:
        yield whole(f"has a head that is not like `{_HEAD}` (easy, medium or hard): write it so")
        return
    if int(match[1]) > MOST_MINUTES:
        yield whole(f"takes {match[1]} minutes: split it, a lesson is read in {MOST_MINUTES} at most")
    sections = {
        text for _, cell in notebooks.text_cells(notebook) for _, text in markdown.headings(cell.source)
    }
    for name in re.findall(r'"([^"]+)"', match[3]):
        if name not in sections:
            yield whole(f'has a head that names "{name}": no section is called so, correct it')


def _turns(notebook: NotebookNode) -> Iterator[Problem]:
    count = 0
    following = [*notebook.cells[1:], NotebookNode(cell_type="none")]
    answered = False  # whether the cell before asked for an answer
    for number, (cell, after) in enumerate(zip(notebook.cells, following, strict=True), 1):
        if _is_answer(cell) and not answered:
            yield at(number, cell, f"is tagged {YOUR_TURN} and follows no box `Your turn`: add it, or untag")
        boxes = _boxes(cell.source, "Your turn") if cell.cell_type == "markdown" else []
        answered = bool(boxes)
        count += len(boxes)
        if boxes and (len(boxes) > 1 or notebooks.tags(cell) or not _is_turn(boxes[0])):
            yield at(
                number,
                cell,
                "has a box `Your turn` that is not the last thing in a cell of its own text, with the title "
                f"`Your turn: 2 minutes` and the class {YOUR_TURN}: write it so",
            )
        elif boxes and not (_is_answer(after) and "hide-input" in notebooks.tags(after)):
            yield at(number, cell, f"has no answer: tag the code cell after it {YOUR_TURN} and hide-input")
    if count not in TURNS:
        yield whole(f"has {count} boxes `Your turn`: a lesson has {TURNS[0]} or {TURNS[-1]}")


def _is_turn(box: markdown.Directive) -> bool:
    title = re.fullmatch(r"Your turn: (1 minute|\d+ minutes)", box.argument)
    return bool(title) and YOUR_TURN in box.classes and box.last and not box.nested


def _is_answer(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and YOUR_TURN in notebooks.tags(cell)


def _independent(notebook: NotebookNode) -> Iterator[Problem]:
    """A reader's copy has empty cells where the answers are, and everything else runs in it."""
    answers: set[str] = set()
    for number, cell, tree in trees(notebook):
        stored = set(_stored(tree))
        if _is_answer(cell):
            answers |= stored
            continue
        loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - stored
        for name in sorted(loaded & answers):
            yield at(number, cell, f"uses {name} of a {YOUR_TURN} cell, which readers get empty: rename one")
        answers -= stored


def _stored(node: ast.AST) -> Iterator[str]:
    """Names that are defined when this runs, at the top level."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            yield child.id
        elif isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield child.name
        elif isinstance(child, ast.alias):
            yield child.asname or child.name.partition(".")[0]
        elif not isinstance(child, ast.Lambda | ast.comprehension):
            yield from _stored(child)


def _size(notebook: NotebookNode) -> Iterator[Problem]:
    words, lines = size(notebook)
    if words > MOST_WORDS:
        yield whole(f"has {words:,} words: shorten it, or make two of it (at most {MOST_WORDS:,})")
    if lines > MOST_LINES:
        yield whole(f"has {lines} lines of code: move some to lib, or make two of it (at most {MOST_LINES})")


def size(notebook: NotebookNode) -> tuple[int, int]:
    """How much there is to read: words of all text cells and captions, and lines of code that are not blank.

    Hidden cells and folded answers count like others. `markdown.words` says what a word is.
    """
    captions = (notebooks.figure(cell).get("caption", "") for cell in notebook.cells)
    texts = (cell.source for _, cell in notebooks.text_cells(notebook))
    words = sum(map(markdown.words, (*texts, *captions)))
    return words, sum(_lines(cell) for _, cell in notebooks.code_cells(notebook))


PATTERN: tuple[Rule, ...] = (_head, _turns, _independent, _size)
