"""The first cell of notebooks that are handed out: it finds the course's library or says how to get it."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

import nbformat.v4 as v4
from nbformat import NotebookNode

from tools import notebooks
from tools.remote import Remote

# Whatever runs a notebook has its kernel, and the light requirements are for where TensorFlow is.
_THERE = ("tensorflow", "tensorflow-cpu", "ipykernel")


def first_cell(remote: Remote | None, ref: str) -> NotebookNode:
    """The cell.

    Args:
        remote: The repository to install from, or None where it is not known.
        ref: Commit, tag or branch of it.
    """
    source = install_source(remote, ref) if remote else MISSING
    metadata = {"tags": ["hide-cell"], "jupyter": {"source_hidden": True}}
    return v4.new_code_cell(source, id="install-lib", metadata=metadata)


MISSING = """\
# Finds the course's library. In the course's own environment this does nothing.
from importlib.util import find_spec

if find_spec("lib") is None:
    raise ModuleNotFoundError(
        "This notebook needs `lib`, the library of the course that it is from, and Python finds none here.\\n"
        "Get the whole folder of the course, type `make lab` in it, and open this notebook there."
    )"""


def install_source(remote: Remote, ref: str) -> str:
    """Code that installs the library from a repository where it is missing."""
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
