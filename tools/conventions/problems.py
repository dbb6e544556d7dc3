"""A breach of a convention, and what the rules share to find it."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from tools import notebooks


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


def whole(text: str) -> Problem:
    """A problem of the notebook as a whole."""
    return Problem(0, "", text)


def at(number: int, cell: NotebookNode, text: str) -> Problem:
    """A problem of one cell."""
    return Problem(number, notebooks.label(number, cell), text)


@lru_cache(maxsize=1024)
def parse(source: str) -> ast.Module:
    """Syntax tree of a cell, its IPython magics turned into calls."""
    return ast.parse(TransformerManager().transform_cell(source))


def trees(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode, ast.Module]]:
    """Code cells with their trees; those that are not Python are left out, as another rule names them."""
    for number, cell in notebooks.code_cells(notebook):
        try:
            yield number, cell, parse(cell.source)
        except SyntaxError:
            continue


def dotted(node: ast.expr) -> str:
    """`a.b.c` as written, or "" for what is no dotted name."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""
