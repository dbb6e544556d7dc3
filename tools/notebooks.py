"""What the contributor programs share about notebooks: where they are, cells' names, what is golden."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("chapters", "solutions", "intro.ipynb", "refresher.ipynb")
EXECUTED = Path("_build/executed")  # where `make book` lays out executed pages for Sphinx
# Shown as released to students, with the answers left out: there is nothing to execute.
NEVER_EXECUTED = "exercises/"

GOLDEN_TAGS = frozenset({"keep_output", "nbval-check-output"})
# nbval takes a cell without a count for one that never ran, and then does not compare its output.
GOLDEN_COUNT = 1


class NotebookError(ValueError):
    """A file that cannot be read as a notebook; says which, and what to do."""


def find(paths: Iterable[Path | str] = ()) -> list[Path]:
    """The notebooks among `paths`, folders searched, in a fixed order.

    Args:
        paths: Notebooks and folders; empty means all lessons and assignments of the repository.

    Returns:
        Paths of notebooks, sorted.

    Raises:
        FileNotFoundError: If a path is neither a notebook nor a folder.
    """
    found: set[Path] = set()
    for path in map(Path, paths or [ROOT / name for name in SOURCES]):
        if path.is_dir():
            found.update(p for p in path.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
        elif path.is_file() and path.suffix == ".ipynb":
            found.add(path)
        else:
            raise FileNotFoundError(f"{path} is neither a notebook nor a folder: give paths of .ipynb files")
    return sorted(found)


def shown(path: Path) -> str:
    """The path as messages show it: relative to the repository where it lies inside it."""
    resolved = path.resolve()
    return str(resolved.relative_to(ROOT) if resolved.is_relative_to(ROOT) else path)


def label(number: int, cell: NotebookNode) -> str:
    """Name of a cell in messages: its place in the notebook, counted from 1 over all cells, and its id."""
    return f"cell {number} ({cell.get('id', 'no id')})"


def tags(cell: NotebookNode) -> set[str]:
    """The tags of a cell."""
    return set(cell.get("metadata", {}).get("tags", []))


def is_golden(cell: NotebookNode) -> bool:
    """Whether the output of this cell is stored and compared."""
    return tags(cell) >= GOLDEN_TAGS


def may_raise(cell: NotebookNode) -> bool:
    """Whether this cell shows how something fails."""
    return "raises-exception" in tags(cell)


def code_cells(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Code cells, each with its place among all cells, counted from 1."""
    return ((n, cell) for n, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code")


def has_code(path: Path) -> bool:
    """Whether there is anything to execute in the notebook at `path`."""
    return any(code_cells(read(path)))


def text_cells(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Cells of text, each with its place among all cells, counted from 1."""
    return ((n, cell) for n, cell in enumerate(notebook.cells, 1) if cell.cell_type == "markdown")


def figure(cell: NotebookNode) -> dict:
    """What the cell's metadata say of its figure: `caption`, `name` and `alt`, those that are there."""
    mystnb = cell.get("metadata", {}).get("mystnb", {})
    fields = {**mystnb.get("figure", {}), **mystnb.get("image", {})}
    return {key: fields[key] for key in ("caption", "name", "alt") if str(fields.get(key, "")).strip()}


def read(path: Path) -> NotebookNode:
    """The notebook at `path`, as stored.

    Raises:
        NotebookError: If it cannot be read.
    """
    try:
        return nbformat.read(path, as_version=nbformat.NO_CONVERT)
    except Exception as error:
        message = f"{shown(path)}: not a notebook that can be read ({error}). Restore it from git."
        raise NotebookError(message) from error


def write(notebook: NotebookNode, path: Path) -> bool:
    """Store a notebook in the one form that we keep; returns whether the file changed."""
    text = nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True
