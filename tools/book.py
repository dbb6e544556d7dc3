"""Build the site: execute what the store lacks, then let Sphinx make the pages. `make book` calls this.

    python -m tools.book [--data auto|embedded|real] [--workers N] [--lesson NAME]

Sphinx executes nothing: `_ext/course_site/executed.py` puts the stored outputs, which lie in
`_build/executed`, into the notebooks as it reads them.
"""

import argparse
import contextlib
import io
import re
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import nbformat

from lib.datasets import DatasetError
from tools import check_notebooks, notebooks
from tools.engine import run
from tools.engine.store import Store

_MADE_BY_SPHINX = {"index", "search"}


class BookError(ValueError):
    """A file of the book that cannot be used; says which, and what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.book", description="Execute the lessons, build the site."
    )
    parser.add_argument(
        "--workers", type=int, default=2, help="lessons executed at once (default: %(default)s)"
    )
    parser.add_argument(
        "--data", choices=("auto", "embedded", "real"), default="auto", help="which corpora (what is here)"
    )
    parser.add_argument("--lesson", metavar="NAME", help="execute and check this page only, e.g. 2-5")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the book's folder (default: this one)")
    options = parser.parse_args(argv)
    root = options.root.resolve()
    try:
        with run.data_of(options.data):
            if options.lesson:
                return build_lesson(root, options.lesson)
            return build(root, workers=options.workers, data=options.data)
    except (BookError, notebooks.NotebookError, DatasetError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(run.STOPPED, file=sys.stderr)
        return 130


def build(root: Path, *, workers: int = 2, data: run.Data = "auto") -> int:
    """Execute what is missing, and build.

    Args:
        root: Folder that holds `_toc.yml` and `_config.yml`.
        workers: Lessons executed at once.
        data: Which data they find.

    Returns:
        Exit status: 0, or 1 if a lesson failed or Sphinx warned.
    """
    started = time.monotonic()
    store, pages = Store(), read_pages(root)
    todo = run.missing(pages, store, root)
    print(f"{len(pages) - len(todo)} of {len(pages)} lessons kept, {len(todo)} to execute", flush=True)
    if todo and run.run(todo, store, root=root, workers=workers, data=data):
        print("\nThe site was not built: lessons failed. What finished is kept.", file=sys.stderr)
        return 1
    executed = time.monotonic() - started
    for page in pages:
        _lay_out(root, page, run.find(page, store, root))
    if status := build_site(root):
        print("\nThe site was not built: mend the warnings above (they count as errors).", file=sys.stderr)
        return status
    total = time.monotonic() - started
    count = len(_pages(root / "_build/html"))
    print(f"\nMade _build/html/index.html: {count} pages in {total:.0f} s ({executed:.0f} s to execute)")
    return 0


def build_lesson(root: Path, name: str) -> int:
    """The loop of somebody who writes: execute one lesson anew, and build its page.

    Other pages show their last runs, whatever has changed since, or none; only `build` insists.

    Args:
        root: The book's folder.
        name: Beginning of the notebook's file name, e.g. "2-5".

    Returns:
        Exit status: 1 if the lesson failed or breaks a convention; Sphinx's warnings of it are printed.

    Raises:
        BookError: If no page of `_toc.yml` is called so, or several are.
    """
    pages, store = read_pages(root), Store()
    found = [page for page in pages if re.match(rf"{re.escape(name)}(?![0-9])", page.stem)]
    if len(found) != 1:
        known = ", ".join(page.stem for page in found or pages)
        raise BookError(f"--lesson {name} names {len(found)} pages of _toc.yml; there are: {known}")
    problems = check_notebooks.check(found[0])
    for problem in problems:
        print(f"{notebooks.shown(found[0])}: {problem}")
    failed = run.run(found, store, root=root) or bool(problems)
    for page in pages:
        _lay_out(root, page, store.latest(page.relative_to(root)))
    with contextlib.redirect_stderr(io.StringIO()) as warnings:
        status = build_site(root, strict=False)
    # Other pages have many, where they were never executed here.
    for line in warnings.getvalue().splitlines():
        if status or found[0].name in line:
            print(line, file=sys.stderr)
    print(f"\n{root / '_build/html' / found[0].relative_to(root).with_suffix('.html')}")
    return int(failed)


def read_pages(root: Path) -> list[Path]:
    """Pages in the table of contents that hold code to execute, in reading order.

    Raises:
        BookError: If a page of text holds code, which would never run.
        NotebookError: If a notebook cannot be read.
    """
    from sphinx_external_toc.parsing import parse_toc_yaml

    pages = []
    for name in parse_toc_yaml(root / "_toc.yml"):
        page = (root / name).with_name(f"{Path(name).name.removesuffix('.ipynb')}.ipynb")
        text = root / f"{name.removesuffix('.md')}.md"
        if text.is_file() and not page.is_file() and "```{code-cell}" in text.read_text(encoding="utf-8"):
            raise BookError(f"{text.name} holds code cells: store it as {page.name}, else they are never run")
        if page.is_file() and not name.startswith(notebooks.NEVER_EXECUTED) and notebooks.has_code(page):
            pages.append(page)
    return pages


def build_site(root: Path, *, strict: bool = True) -> int:
    """Run Sphinx as jupyter-book does.

    Args:
        root: The book's folder.
        strict: Whether warnings are errors.

    Returns:
        Exit status.
    """
    from jupyter_book.sphinx import build_sphinx

    print("Building the pages", flush=True)
    # Sphinx warns of a page when it reads it. After a build that failed, or was cut off, all are read again:
    # else the second attempt would be silent, and pass.
    complete = root / "_build/.complete"
    fresh = strict and not complete.exists()
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
        },
        freshenv=fresh,
        quiet=True,
        warningiserror=strict,
        keep_going=strict,
    )
    if result == 0:
        _write_index(root)
        remove_stale(root)
        if strict:
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


def _lay_out(root: Path, page: Path, executed: nbformat.NotebookNode | None) -> None:
    """Put an executed page where the site's extension looks; one that is there already stays untouched."""
    target = root / notebooks.EXECUTED / page.relative_to(root)
    if executed is None:
        target.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    notebooks.write(executed, target)


def _write_index(root: Path) -> None:
    """The folder's own address shows the first page (which need not be called index)."""
    import yaml

    first = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))["root"]
    if first != "index":
        shutil.copyfile(root / f"_build/html/{first}.html", root / "_build/html/index.html")


def _pages(html: Path) -> set[Path]:
    return {p for p in html.rglob("*.html") if p.relative_to(html).parts[0] != "_static"}


if __name__ == "__main__":
    sys.exit(main())
