"""Build the site: execute what changed, then let Sphinx make the pages. `make book` calls this."""

import argparse
import json
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode

from lib.datasets import DatasetError
from tools import execution
from tools.execution import LessonError, Outcome, Store

# Shown as released to students, with the answers left out: there is nothing to execute.
NEVER_EXECUTED = "exercises/"

_MADE_BY_SPHINX = {"index", "search"}


class BookError(ValueError):
    """A file of the book that cannot be used; says which, and what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.build_book", description="Execute the lessons, build the site."
    )
    parser.add_argument(
        "--workers", type=int, default=2, help="lessons executed at once (default: %(default)s)"
    )
    parser.add_argument(
        "--timeout", type=int, default=900, help="seconds one cell may take (default: %(default)s)"
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the book's folder (default: this one)")
    options = parser.parse_args(argv)
    try:
        return build(options.root.resolve(), workers=options.workers, timeout=options.timeout)
    except (BookError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "\nStopped. Lessons that had finished are kept: the same command goes on from there.",
            file=sys.stderr,
        )
        return 130


def build(root: Path, *, workers: int = 2, timeout: int = 900) -> int:
    """Execute and build.

    Args:
        root: Folder that holds `_toc.yml` and `_config.yml`.
        workers: Lessons executed at once.
        timeout: Seconds that one cell may take.

    Returns:
        Exit status: 0, or 1 if a lesson failed or Sphinx warned.
    """
    started = time.monotonic()
    store = Store(root / "_build/executed", execution.surroundings_digest(root))
    pages = read_pages(root)
    print(f"Executing {len(pages)} pages with code, {workers} at a time")
    outcomes, errors = execution.run_pages(pages, store, workers=workers, timeout=timeout, say=_say)
    if errors:
        print(_failure_report(errors), file=sys.stderr)
        return 1
    executed = time.monotonic() - started
    _forget(root, (Path(o.run.page) for o in outcomes if not o.cached))
    write_report(root / "_build/executed/report.json", outcomes)
    status = build_site(root, store.path)
    if status:
        print(
            "\nThe site was not built: mend the warnings above (here they count as errors).", file=sys.stderr
        )
        return status
    store.drop_old()
    _print_summary(root, outcomes, executed, time.monotonic() - started)
    return 0


def read_pages(root: Path) -> list[tuple[Path, NotebookNode]]:
    """Pages in the table of contents that hold code to execute, with their notebooks, in reading order."""
    from sphinx_external_toc.parsing import parse_toc_yaml

    pages = []
    for name in parse_toc_yaml(root / "_toc.yml"):
        page = _source_of(root, name)
        if page is None or page.as_posix().startswith(NEVER_EXECUTED):
            continue
        notebook = read_notebook(root / page)
        if notebook is not None and any(cell.cell_type == "code" for cell in notebook.cells):
            pages.append((page, notebook))
    return pages


def read_notebook(path: Path) -> NotebookNode | None:
    """A notebook, stored as `.ipynb` or as MyST text, or None for a page of plain text.

    Raises:
        BookError: If the file is no notebook, with its path in the message.
    """
    text = path.read_text(encoding="utf-8")
    try:
        if path.suffix == ".ipynb":
            return nbformat.reads(text, as_version=4)
        reader = _markdown_reader(path, text)
        return reader(text) if reader else None
    except Exception as error:
        raise BookError(f"{path}: not a notebook that can be read ({error}). Restore it from git.") from error


def build_site(root: Path, cache: Path) -> int:
    """Run Sphinx as jupyter-book does, with warnings as errors.

    Args:
        root: The book's folder.
        cache: Folder of the jupyter-cache with the executed notebooks.

    Returns:
        Exit status.
    """
    from jupyter_book.sphinx import build_sphinx

    print("Building the pages")
    # Sphinx warns of a page when it reads it. After a build that failed, or was cut off, all are read again:
    # else the second attempt would be silent, and pass.
    complete = root / "_build/.complete"
    fresh = not complete.exists()
    complete.unlink(missing_ok=True)
    result = build_sphinx(
        root,
        root / "_build/html",
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides={
            "external_toc_path": (root / "_toc.yml").as_posix(),
            "latex_individualpages": False,
            "nitpicky": True,
            "nb_execution_cache_path": cache.as_posix(),
        },
        freshenv=fresh,
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    if result == 0:
        _write_index(root)
        remove_stale(root)
        complete.touch()
    return 0 if result == 0 else 1


def remove_stale(root: Path) -> list[str]:
    """Delete what earlier builds left and no page of this one uses: Sphinx never deletes.

    Returns:
        Paths of the deleted files below `_build/html`.
    """
    from sphinx_external_toc.parsing import parse_toc_yaml

    html = root / "_build/html"
    named = {name.removesuffix(".md").removesuffix(".ipynb") for name in parse_toc_yaml(root / "_toc.yml")}
    wanted = {html / f"{name}.html" for name in named | _MADE_BY_SPHINX}
    pages = _pages(html)
    used = set()
    for page in pages & wanted:
        used |= set(re.findall(r"_images/([^\"'?#]+)", page.read_text(encoding="utf-8")))
    stale = sorted(pages - wanted) + sorted(p for p in html.glob("_images/*") if quote(p.name) not in used)
    for path in stale:
        path.unlink()
    return [path.relative_to(html).as_posix() for path in stale]


def write_report(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Seconds, dates and machines of all runs, as JSON for the status page; untouched if unchanged."""
    runs = [{**vars(o.run), "cached": o.cached} for o in outcomes]
    text = json.dumps({"runs": runs}, indent=1)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _source_of(root: Path, name: str) -> Path | None:
    for candidate in (name, f"{name}.ipynb", f"{name}.md"):
        if (root / candidate).is_file():
            return Path(candidate)
    return None


def _markdown_reader(path: Path, text: str) -> Callable[[str], NotebookNode] | None:
    from myst_nb.core.config import NbParserConfig
    from myst_nb.core.read import create_nb_reader
    from myst_parser.config.main import MdParserConfig

    reader = create_nb_reader(str(path), MdParserConfig(), NbParserConfig(), text)
    return reader.read if reader else None


def _write_index(root: Path) -> None:
    """The folder's own address shows the first page (which need not be called index)."""
    import yaml

    first = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))["root"]
    if first != "index":
        shutil.copyfile(root / f"_build/html/{first}.html", root / "_build/html/index.html")


def _forget(root: Path, pages: Iterable[Path]) -> None:
    """Make Sphinx read pages again whose outputs are new, though their files may be as they were."""
    for page in pages:
        (root / "_build/.doctrees" / page.with_suffix(".doctree")).unlink(missing_ok=True)


def _pages(html: Path) -> set[Path]:
    return {p for p in html.rglob("*.html") if p.relative_to(html).parts[0] != "_static"}


def _failure_report(errors: Sequence[LessonError]) -> str:
    rule = "-" * 80
    reports = "\n".join(f"{rule}\n{error.report()}" for error in errors)
    lessons = "1 lesson" if len(errors) == 1 else f"{len(errors)} lessons"
    end = f"The site was not built: {lessons} failed. What finished is kept for the next run."
    return f"\n{reports}\n{rule}\n{end}"


def _print_summary(root: Path, outcomes: Sequence[Outcome], executed: float, total: float) -> None:
    fresh = sum(not o.cached for o in outcomes)
    pages = len(_pages(root / "_build/html"))
    print(
        f"\nMade _build/html/index.html: {pages} pages in {total:.0f} s "
        f"({fresh} executed, {len(outcomes) - fresh} kept: {executed:.0f} s; pages {total - executed:.0f} s)"
    )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
