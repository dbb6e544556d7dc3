"""Running text: three real ones, and two that every Python carries."""

from __future__ import annotations

import importlib
import inspect
import sysconfig
from pathlib import Path

from lib.datasets import places
from lib.datasets.errors import MissingDataError
from lib.datasets.files import read_text
from lib.datasets.places import Corpus

_REAL_TEXTS = ("nietzsche", "shakespeare", "time_machine")
_EMBEDDED_TEXTS = ("prose", "python")

# Chosen for their plain style; all of them are in every CPython that the course runs on.
_MODULES = (
    *("heapq", "bisect", "textwrap", "statistics", "fractions", "random", "string", "calendar", "difflib"),
    *("functools", "contextlib", "collections/__init__", "dataclasses", "json/decoder", "json/encoder"),
    *("pprint", "copy", "csv", "shutil", "tempfile", "configparser", "argparse"),
)
_PYTHON_SIZE = 600_000  # characters, about


def load_text(name: str, corpus: Corpus = None) -> str:
    """Loads one long text, and says in one line where it came from.

    Args:
        name: "nietzsche" (in lower case), "shakespeare" or "time_machine"; or an embedded text, "prose" (the
            help texts of Python, paragraphs only) or "python" (source code of the standard library).
        corpus: "real", "embedded", or None for the real text if it is on this machine. Where one of the first
            three is not to be had, "prose" takes its place.

    Returns:
        The text. The embedded ones differ a little from one version of Python to another.

    Raises:
        ValueError: If there is no such name, or `corpus` is something else.
        MissingDataError: If `corpus="real"` and it is not here, or `COURSE_DATA` names no folder.
        ChecksumError: If the file is not what it should be.
        BrokenFileError: If the file cannot be read, is empty or is not UTF-8 text.
    """
    places.check_corpus(corpus)
    if name in _EMBEDDED_TEXTS:
        if corpus == "real":
            raise MissingDataError(f'"{name}" is an embedded text, so corpus="real" cannot be had for it.')
        text, origin = _embedded_text(name), places.describe("embedded")
    elif name in _REAL_TEXTS:
        found = places.choose(name, corpus)
        text = _embedded_text("prose") if found is None else read_text(found.paths[0])
        origin = f'{places.describe("embedded")} "prose"' if found is None else places.describe(found.source)
        text = text.lower() if name == "nietzsche" else text
    else:
        known = ", ".join(_REAL_TEXTS + _EMBEDDED_TEXTS)
        raise ValueError(f"no text is called {name!r}; there are {known}")
    print(f"Text {name}: {len(text):,} characters, from {origin}.")
    return text


def _embedded_text(name: str) -> str:
    return _prose() if name == "prose" else _python()


def _prose() -> str:
    """Paragraphs of the language reference; tables, code and grammar rules are left out."""
    topics = importlib.import_module("pydoc_data.topics").topics
    paragraphs = [inspect.cleandoc(p) for key in sorted(topics) for p in topics[key].split("\n\n")]
    kept = dict.fromkeys(filter(_is_prose, paragraphs))  # some paragraphs stand under several topics
    return "\n\n".join(kept).translate(str.maketrans("‘’“”–—", "''\"\"--")) + "\n"


def _is_prose(paragraph: str) -> bool:
    if len(paragraph) < 80 or "::=" in paragraph or paragraph[-1] not in ".:":
        return False
    lines = paragraph.split("\n")
    letters = sum(c.isalpha() or c in " \n,." for c in paragraph)
    return all(line[:1].isalpha() or line[:1] in '"(' for line in lines) and letters > 0.9 * len(paragraph)


def _python() -> str:
    """Whole modules, as many as there is room for."""
    folder = Path(sysconfig.get_path("stdlib"))
    parts: list[str] = []
    for module in _MODULES:
        path = folder / f"{module}.py"
        if not path.is_file():
            raise MissingDataError(
                f"{path} is not there: this Python has no source of its standard library. "
                f'Use another Python, or load_text("prose").'
            )
        source = path.read_text(encoding="utf-8")
        if sum(map(len, parts)) + len(source) <= _PYTHON_SIZE:
            parts.append(source)
    return "\n\n".join(parts)
