"""Write the copies of lessons and exercises that open in Colab and on Binder: the branch `notebooks`.

    python -m tools.publish OUTDIR [--ref COMMIT]

The sources know nothing of where they run. Each copy begins with a cell that installs `lib` where it is
missing, and its text is plain Markdown, which those sites show as it is meant. Beside the notebooks lies what
Binder builds its environment from. The repository's address comes from the checkout's git remote; without one
there is nothing to install from, and nothing is written.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat.v4 as v4
from nbformat import NotebookNode

from tools import notebooks
from tools.remote import NOTEBOOK_BRANCH, Remote, remote_of

PUBLISHED = ("chapters", "exercises")
# What the notebooks and Binder need beside them; a name with a slash at its end is a folder.
ALONG = (*(f"{name}/" for name in PUBLISHED), "lib/", "binder/", "requirements/", "etc/", "pyproject.toml")
OPTIONAL = ("README.md", "LICENSE", "LICENSE.md", "_static/")
MARK = f".{NOTEBOOK_BRANCH}-branch"

CELL_ID = "install-lib"
# Whatever runs a notebook has its kernel, and the light requirements are for where TensorFlow is.
_THERE = ("tensorflow", "tensorflow-cpu", "ipykernel")


class PublishError(Exception):
    """The copies cannot be written."""


# --- The install cell -------------------------------------------------------------------------------------


def with_install_cell(notebook: NotebookNode, remote: Remote, ref: str) -> NotebookNode:
    """A copy of a notebook whose first cell installs the course's library where it is missing.

    Args:
        notebook: A lesson or an exercise; it stays as it is.
        remote: The repository to install from.
        ref: Commit, tag or branch of it.

    Returns:
        The copy. Applied to a copy, it replaces that copy's install cell.
    """
    copy = deepcopy(notebook)
    copy.cells = [cell for cell in copy.cells if cell.get("id") != CELL_ID]
    cell = v4.new_code_cell(install_source(remote, ref), id=CELL_ID, metadata={"tags": ["hide-cell"]})
    copy.cells.insert(0, cell)
    return copy


def install_source(remote: Remote, ref: str) -> str:
    """Code of the install cell."""
    course = f"git+{remote.url}.git@{ref}"
    light = "\n".join(f'            "{requirement}",' for requirement in light_requirements())
    return f"""\
# Installs the course's library, once, where it is missing. In the course's own environment it does nothing.
import importlib
import subprocess
import sys
from importlib.util import find_spec

if find_spec("lib") is None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    if find_spec("tensorflow") is None:
        subprocess.run([*pip, "unrolled[lessons] @ {course}"], check=True)
    else:  # the TensorFlow that is here stays: on Colab it is the one that knows the GPU
        needed = [
{light}
        ]
        subprocess.run([*pip, *needed], check=True)
        subprocess.run([*pip, "--no-deps", "unrolled @ {course}"], check=True)
    importlib.invalidate_caches()"""


@lru_cache(maxsize=1)
def light_requirements(pyproject: Path = notebooks.ROOT / "pyproject.toml") -> tuple[str, ...]:
    """What `lib` and the lessons need beside TensorFlow and a kernel, as requirements with their ranges."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["lessons"]]
    names = {requirement: re.split(r"[^A-Za-z0-9._-]", requirement)[0] for requirement in needed}
    return tuple(requirement for requirement, name in names.items() if name not in _THERE)


# --- Plain Markdown ---------------------------------------------------------------------------------------

_BOX = re.compile(
    "admonition|attention|caution|danger|dropdown|error|hint|important|note|seealso|tip|warning"
)
_DIRECTIVE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<name>[a-z-]+)\} *(?P<title>[^\n]*)\n(?P<body>.*?)^(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)
_OPTION = re.compile(r"^:([a-z-]+): *(.*)\n", re.MULTILINE)
_ROLE = re.compile(r"\{(?P<role>[a-z:]+)\}`(?P<text>[^`]+)`")


def plain_markdown(source: str, citations: Mapping[str, str]) -> str:
    """Markdown that any notebook program shows, from the MyST of the lessons.

    Args:
        source: Text of a Markdown cell: boxes, figures, citations, glossary terms, glued numbers.
        citations: What stands for each key of `references.bib`.

    Returns:
        The same text, with boxes as quotations, citations written out and roles replaced by their text.
    """
    text = _DIRECTIVE.sub(_plain_directive, source)
    return _ROLE.sub(lambda match: _plain_role(match["role"], match["text"], citations), text)


def _plain_directive(match: re.Match[str]) -> str:
    options, body = _options(match["body"])
    if _BOX.fullmatch(match["name"]):
        title = match["title"].strip() or match["name"].capitalize()
        return "\n".join(f"> {line}".rstrip() for line in [f"**{title}**", "", *body.splitlines()])
    if match["name"] in ("figure", "image"):
        picture = f"![{options.get('alt', '')}]({match['title'].strip()})"
        return f"{picture}\n\n{body}".strip()
    return match[0]


def _options(body: str) -> tuple[dict[str, str], str]:
    """Options at the head of a directive's body, and what follows them."""
    options = {}
    while match := _OPTION.match(body):
        options[match[1]] = match[2].strip()
        body = body[match.end() :]
    return options, body.strip("\n")


def _plain_role(role: str, text: str, citations: Mapping[str, str]) -> str:
    if role.startswith("cite"):
        return "; ".join(citations.get(key.strip(), key.strip()) for key in text.split(","))
    if role.startswith("glue"):
        # In a copy that has not run there is no number yet: its name stands for it.
        return f"`{text.split(':')[0]}`"
    if role == "math":
        return f"${text}$"
    label = re.fullmatch(r"(.*?)\s*<[^<>]+>", text, re.DOTALL)
    return label[1] if label else text


def read_citations(bibliography: Path) -> dict[str, str]:
    """What stands for each key of a BibTeX file, "Family and Family (year)"; empty if there is no file."""
    if not bibliography.exists():
        return {}
    from pybtex.database import parse_file  # here: only publishing needs it

    entries = parse_file(str(bibliography)).entries
    return {key: _citation(entry.persons.get("author", []), entry.fields) for key, entry in entries.items()}


def _citation(authors: list, fields: Mapping[str, str]) -> str:
    from pybtex.richtext import Text

    names = [
        str(Text.from_latex(" ".join([*person.prelast_names, *person.last_names]))) for person in authors
    ]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names) or str(fields.get("title", ""))
    return f"{who} ({fields['year']})" if "year" in fields else who


# --- The tree ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edition:
    """One state of the repository, as it is published.

    Args:
        root: The checkout.
        remote: The repository to install from.
        ref: Commit, tag or branch of it.
        files: What is copied, below `root`.
        citations: What stands for each key of `references.bib`.
    """

    root: Path
    remote: Remote
    ref: str
    files: frozenset[Path]
    citations: Mapping[str, str]

    def notebook(self, page: Path) -> NotebookNode:
        """The copy of a notebook: plain Markdown, links that lead somewhere, an install cell at the head."""
        copy = with_install_cell(notebooks.read(self.root / page), self.remote, self.ref)
        for cell in copy.cells:
            if cell.cell_type == "markdown":
                text = plain_markdown(cell.source, self.citations)
                cell.source = _LINK.sub(lambda match: self._link(match, page), text)
        return copy

    def _link(self, match: re.Match[str], page: Path) -> str:
        """A link with a text, and an address where its target is not among the copies."""
        path = Path(os.path.normpath(page.parent / match["path"]))
        text = match["text"] or _title(self.root / path) or match["path"]
        if path in self.files:
            return f"[{text}]({match['path']}{match['anchor']})"
        blob = "-/blob" if self.remote.provider == "gitlab" else "blob"
        return f"[{text}]({self.remote.url}/{blob}/{self.ref}/{path.as_posix()}{match['anchor']})"


# Links within the repository: no scheme, no picture.
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]*)\]\((?P<path>[^()#:\s]+)(?P<anchor>(?:#[^()\s]*)?)\)")


def _title(path: Path) -> str:
    """The first heading of a notebook or a page, "" if it has none."""
    if path.suffix == ".ipynb" and path.exists():
        text = "\n".join(cell.source for cell in notebooks.read(path).cells if cell.cell_type == "markdown")
    elif path.suffix == ".md" and path.exists():
        text = path.read_text(encoding="utf-8")
    else:
        return ""
    heading = re.search(r"^# +(.+)$", text, re.MULTILINE)
    return heading[1].strip() if heading else ""


def write_tree(out: Path, remote: Remote, ref: str, root: Path = notebooks.ROOT) -> list[Path]:
    """Write the tree of the branch, in place of what an earlier call wrote there.

    Args:
        out: A new folder, an empty one (that of a fresh checkout is one), or one written by an earlier call.
        remote: The repository to install from.
        ref: Commit, tag or branch of it.
        root: The checkout; what git tracks in it is what is copied.

    Returns:
        Paths of the notebooks, below `out`.

    Raises:
        PublishError: If `out` holds something else, or the checkout lacks what must go along.
    """
    files = _tracked(root)
    edition = Edition(root, remote, ref, frozenset(files), read_citations(root / "references.bib"))
    _empty(out)
    written = []
    for path in files:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".ipynb" and path.parts[0] in PUBLISHED:
            notebooks.write(edition.notebook(path), target)
            written.append(path)
        else:
            shutil.copy(root / path, target)
    (out / MARK).write_text(f"Written by tools/publish.py from {remote.url} at {ref}.\n", encoding="utf-8")
    return written


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
    missing = [needed for needed in ALONG if not any(name.startswith(needed) for name in names)]
    if missing:
        raise PublishError(f"git tracks no {', '.join(missing)} in {root}: commit them first")
    return [Path(name) for name in names if name]


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
        written = write_tree(options.out, remote, ref, root)
    except PublishError as error:
        print(f"publish: {error}", file=sys.stderr)
        return 1
    print(f"{len(written)} notebooks for {remote.url} at {ref[:12]} in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
