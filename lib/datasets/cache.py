"""Parsed data kept on disk, written so that a reader never sees half a file.

An entry is one `.npz` file of arrays. Whatever cannot be read back whole is thrown away and made again, and a
disk that is full or read-only only costs the time that the cache would have saved.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray]


def cache_folder() -> Path:
    """The folder of parsed data: what `COURSE_CACHE` names, else the user's cache folder."""
    return Path(os.environ.get("COURSE_CACHE") or platformdirs.user_cache_path("unrolled"))


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Writes a file beside `path` and moves it there, so that `path` is whole or absent at any moment.

    Args:
        path: Where the file shall stand at the end; its folder is made if need be.
        write: Called with the path of an empty temporary file to fill.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name + ".", suffix=".tmp")
    os.close(handle)
    try:
        write(Path(name))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def cached_arrays(key: str, make: Callable[[], Arrays]) -> dict[str, NDArray]:
    """Returns the arrays kept under `key`, or makes and keeps them.

    Args:
        key: File name of the entry, without ending. It must change whenever `make` would give something else.
        make: Called if there is no readable entry; returns the arrays by name.

    Returns:
        The arrays by name.
    """
    path = cache_folder() / f"{key}.npz"
    arrays = _read(path)
    if arrays is None:
        arrays = dict(make())
        _try_to_write(path, arrays)
    return arrays


def _read(path: Path) -> dict[str, NDArray] | None:
    try:
        with np.load(path, allow_pickle=False) as entry:  # zip checks a CRC for every member
            return {name: entry[name] for name in entry.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return None


def _try_to_write(path: Path, arrays: Arrays) -> None:
    def save(target: Path) -> None:
        with target.open("wb") as file:
            np.savez(file, **arrays)

    with contextlib.suppress(OSError):
        write_atomically(path, save)


def pack_texts(texts: Iterable[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Texts as one array of UTF-8 bytes and the end of each in it, `(bytes,)` and `(m,)`."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([len(piece) for piece in encoded], dtype=np.int64)  # (m,)
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), ends


def unpack_texts(data: NDArray[np.uint8], ends: NDArray[np.int64]) -> list[str]:
    """The inverse of `pack_texts`: m texts from `(bytes,)` and `(m,)`."""
    blob, start, texts = data.tobytes(), 0, []
    for end in ends.tolist():
        texts.append(blob[start:end].decode("utf-8", "surrogatepass"))
        start = end
    return texts
