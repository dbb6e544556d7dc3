"""Write the copies of lessons and exercises that open in Colab and on Binder: the branch `notebooks`.

    python -m tools.publish OUTDIR [--ref COMMIT]

The sources know nothing of where they run. Each copy begins with a cell that installs `lib` where it is
missing, and its text is plain Markdown, which those sites show as it is meant. Beside the notebooks lies what
Binder builds its environment from. The repository's address comes from the checkout's git remote; without one
there is nothing to install from, and nothing is written.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from tools import notebooks
from tools.copies import PAGES, CopyError, Edition, Executed, last_run
from tools.first_cell import first_cell
from tools.plain_markdown import NO_RUN
from tools.remote import NOTEBOOK_BRANCH, Remote, remote_of

# What the notebooks and Binder need beside them.
ALONG = (*PAGES, "lib", "binder", "requirements", "etc", "pyproject.toml")
OPTIONAL = ("README.md", "LICENSE", "LICENSE.md", "_static")
MARK = f".{NOTEBOOK_BRANCH}-branch"


class PublishError(Exception):
    """The copies cannot be written."""


def write_tree(out: Path, remote: Remote, ref: str, root: Path, executed: Executed) -> list[Path]:
    """Write the tree of the branch, in place of what an earlier call wrote there.

    Args:
        out: A new folder, an empty one (that of a fresh checkout is one), or one written by an earlier call.
        remote: The repository to install from.
        ref: Commit, tag or branch of it.
        root: The checkout; what git tracks in it is what is copied.
        executed: Gives the last run of a page, whose numbers the copies show.

    Returns:
        Paths of the notebooks, below `out`.

    Raises:
        PublishError: If `out` holds something else, or the checkout lacks what must go along, or no run is
            kept that gave a number.
        CopyError: If a page cannot be copied.
    """
    files = _tracked(root)
    edition = Edition(root, frozenset(files), executed, remote, ref)
    pages = [path for path in files if path.suffix == ".ipynb" and path.parts[0] in PAGES]
    copies = {page: edition.notebook(page) for page in pages}
    unrun = [page.as_posix() for page, copy in copies.items() if any(NO_RUN in c.source for c in copy.cells)]
    if unrun:
        raise PublishError(f"numbers are missing in {', '.join(unrun)}: run `make book` first")
    _empty(out)
    for path in files:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in copies:
            copies[path].cells.insert(0, first_cell(remote, ref))
            notebooks.write(copies[path], target)
        else:
            shutil.copy(root / path, target)
    (out / MARK).write_text(f"Written by tools/publish.py from {remote.url} at {ref}.\n", encoding="utf-8")
    return pages


def _empty(out: Path) -> None:
    """Remove what an earlier call wrote, but not git's own folder; make the folder if need be."""
    out.mkdir(parents=True, exist_ok=True)
    content = [path for path in out.iterdir() if path.name != ".git"]
    if content and not (out / MARK).exists():
        raise PublishError(f"{out} holds files that this program did not write: give a new or empty folder")
    for path in content:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _tracked(root: Path) -> list[Path]:
    names = _git(root, "ls-files", "-z", "--", *ALONG, *OPTIONAL).split("\0")
    files = [Path(name) for name in names if name]
    missing = [needed for needed in ALONG if not any(file.is_relative_to(needed) for file in files)]
    if missing:
        raise PublishError(f"git tracks no {', '.join(missing)} in {root}: commit them first")
    return files


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        raise PublishError("git is not installed, and the copies are made from what git tracks") from None
    except subprocess.CalledProcessError as error:
        raise PublishError(f"`git {' '.join(arguments)}` failed in {root}: {error.stderr.strip()}") from None


def main(arguments: list[str] | None = None, root: Path = notebooks.ROOT) -> int:
    """Run the command line; returns the exit status, 1 if the copies cannot be written."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.publish", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "out", type=Path, metavar="OUTDIR", help="a new or empty folder, or an earlier OUTDIR"
    )
    parser.add_argument("--ref", default="HEAD", help="commit, tag or branch that the copies install (HEAD)")
    options = parser.parse_args(arguments)
    remote = remote_of(root)
    if remote is None:
        print(
            "publish: this checkout has no git remote `origin` on GitHub or GitLab, so the copies would not "
            "know where to install lib from: git remote add origin ADDRESS",
            file=sys.stderr,
        )
        return 1
    try:
        # As a commit: pip cannot install every other name of one, "HEAD" for example.
        ref = _git(root, "rev-parse", "--verify", f"{options.ref}^{{commit}}").strip()
        written = write_tree(options.out, remote, ref, root, last_run)
    except (PublishError, CopyError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 1
    print(f"{len(written)} notebooks for {remote.url} at {ref[:12]} in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
