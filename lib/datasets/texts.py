"""Running text, lists of names and sentence pairs."""

from __future__ import annotations

import importlib
import inspect
import sysconfig
import zipfile
from importlib import resources
from pathlib import Path
from typing import Literal

from lib.datasets import pairs, places
from lib.datasets.errors import BrokenFileError, MissingDataError
from lib.datasets.places import Corpus

_REAL_TEXTS = ("nietzsche", "shakespeare", "time_machine")
_EMBEDDED_TEXTS = ("prose", "python")
_AGAIN = "Delete it, then copy or download it again."

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
        ValueError: If there is no such name.
        MissingDataError: If `corpus="real"` and it is not here, or `COURSE_DATA` names no folder.
        ChecksumError: If the file is not what it should be.
        BrokenFileError: If the file is empty or is not UTF-8 text.
    """
    if name in _EMBEDDED_TEXTS:
        if corpus == "real":
            raise MissingDataError(f'"{name}" is an embedded text, so corpus="real" cannot be had for it.')
        text, origin = _embedded_text(name), places.describe("embedded")
    elif name in _REAL_TEXTS:
        found = places.choose(name, corpus)
        text = _embedded_text("prose") if found is None else _read(found.paths[0])
        origin = f'{places.describe("embedded")} "prose"' if found is None else places.describe(found.source)
        text = text.lower() if name == "nietzsche" else text
    else:
        known = ", ".join(_REAL_TEXTS + _EMBEDDED_TEXTS)
        raise ValueError(f"no text is called {name!r}; there are {known}")
    print(f"Text {name}: {len(text):,} characters, from {origin}.")
    return text


def load_names(corpus: Corpus = None) -> list[str]:
    """Loads first names in lower case, and says in one line where they came from.

    Args:
        corpus: "real" for makemore's list, "embedded" for a few hundred names of our own, or None for the
            real ones if they are on this machine.

    Returns:
        The names in the order of the file: 32,033 (real) or a few hundred (embedded).

    Raises:
        MissingDataError: If `corpus="real"` and they are not here, or `COURSE_DATA` names no folder.
        ChecksumError: If the file is not what it should be.
        BrokenFileError: If the file is empty or is not UTF-8 text.
    """
    found = places.choose("names", corpus)
    if found is None:
        text = resources.files("lib.datasets").joinpath("names.txt").read_text(encoding="utf-8")
    else:
        text = _read(found.paths[0])
    names = text.split()
    print(f"Names: {len(names):,}, from {places.describe(found.source if found else 'embedded')}.")
    return names


def load_sentence_pairs(
    language: Literal["fra", "cmn"] = "fra", corpus: Corpus = None
) -> list[tuple[str, str]]:
    """Loads English sentences with their translations, and says in one line where they came from.

    Args:
        language: "fra" for French or "cmn" for Chinese (Mandarin).
        corpus: "real" for pairs from Tatoeba, "embedded" for pairs from a grammar of our own (French only),
            or None for the real ones if they are on this machine.

    Returns:
        Pairs (English, other language), short ones first.

    Raises:
        ValueError: If the language is another one.
        MissingDataError: If they are not here and there are no embedded ones, or `COURSE_DATA` names no
            folder.
        ChecksumError: If the file is not what it should be.
        BrokenFileError: If the file is cut short or is not a list of pairs.
    """
    if language not in ("fra", "cmn"):
        raise ValueError(f'language must be "fra" or "cmn", got {language!r}')
    found = places.choose(language, corpus)
    if found is None:
        rows = pairs.make_pairs()
    else:
        path = found.paths[0]
        text = _read_zipped(path, f"{language}.txt") if path.suffix == ".zip" else _read(path)
        rows = _parse_pairs(path, text)
    source = found.source if found else "embedded"
    print(f"Sentence pairs eng-{language}: {len(rows):,}, from {places.describe(source)}.")
    return rows


def _parse_pairs(path: Path, text: str) -> list[tuple[str, str]]:
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split("\t")  # newer files have a third cell, the attribution
        if len(cells) < 2:
            raise BrokenFileError(f"{path}, line {number}: no tab between two sentences. {_AGAIN}")
        rows.append((cells[0], cells[1]))
    return rows


def _read(path: Path) -> str:
    return _decode(path, path.read_bytes())


def _read_zipped(path: Path, member: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return _decode(path, archive.read(member))
    except (zipfile.BadZipFile, EOFError) as error:
        raise BrokenFileError(f"{path} is cut short or is no zip archive ({error}). {_AGAIN}") from error
    except KeyError as error:
        raise BrokenFileError(f"{path} holds no {member}. {_AGAIN}") from error


def _decode(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"{path} is not UTF-8 text ({error}). {_AGAIN}") from error
    if not text.strip():
        raise BrokenFileError(f"{path} is empty. {_AGAIN}")
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
