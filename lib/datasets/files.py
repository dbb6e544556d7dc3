"""Reads files that others wrote; whatever is wrong with one, a line names it and says what to do."""

from __future__ import annotations

import contextlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lib.datasets.errors import BrokenFileError

AGAIN = "Delete it, then copy or download it again."
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turns what the system says of a file or folder inside into a `BrokenFileError` that names it."""
    try:
        yield
    except OSError as error:
        raise BrokenFileError(
            f"{error.filename or path} cannot be read ({error.strerror or error}). "
            f"Check its permissions, or copy it again."
        ) from error


def read_text(path: Path) -> str:
    """Reads a text whose lines end with a plain line feed, whatever they end with in the file.

    Args:
        path: The file, in UTF-8, or in UTF-16 as PowerShell writes it.

    Raises:
        BrokenFileError: If it cannot be read, is empty or is not such text.
    """
    with readable(path):
        data = path.read_bytes()
    return _decode(path, data)


def read_zipped_text(path: Path, member: str) -> str:
    """Reads a text from a zip archive, in the same way.

    Args:
        path: The archive.
        member: Name of the file in it.

    Raises:
        BrokenFileError: If the archive cannot be read, is damaged or has no such member, or that is no text.
    """
    try:
        with readable(path), zipfile.ZipFile(path) as archive:
            data = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError) as error:
        raise BrokenFileError(f"{path} is cut short or is no zip archive ({error}). {AGAIN}") from error
    except KeyError as error:
        raise BrokenFileError(f"{path} holds no {member}. {AGAIN}") from error
    return _decode(path, data)


def _decode(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"{path} is not UTF-8 text ({error}). {AGAIN}") from error
    if not text.strip():
        raise BrokenFileError(f"{path} is empty. {AGAIN}")
    return text
