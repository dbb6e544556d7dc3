"""Files that save time and are never needed: results kept between runs, in the user's cache folder.

A result is a set of named NumPy arrays in one `.npz` file; nothing is ever unpickled. A file that is missing,
cut short, damaged or of another shape is built again; a disk that cannot be written to costs speed and
nothing else.
"""

import contextlib
import hashlib
import os
import uuid
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TypeVar

import numpy as np
import platformdirs

Arrays = dict[str, np.ndarray]

_T = TypeVar("_T")


def folder_from(variable: str) -> Path | None:
    """The folder that an environment variable names, `~` expanded, or None if it names none."""
    name = os.environ.get(variable)
    return Path(os.path.expanduser(name)) if name else None


def folder() -> Path:
    """The folder that `COURSE_CACHE` names, else the user's cache folder; it need not exist yet."""
    return folder_from("COURSE_CACHE") or platformdirs.user_cache_path("unrolled")


def fingerprint(*parts: str | Iterable[str]) -> str:
    """Hexadecimal digest of strings and sequences of strings.

    Lengths are hashed too, so that `["ab", "c"]` and `["a", "bc"]` differ.

    Args:
        parts: What the result depends on: texts, names, versions.

    Returns:
        40 hexadecimal digits.
    """
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        strings = [part] if isinstance(part, str) else list(part)
        digest.update(b"%d:" % len(strings))
        for string in strings:
            data = string.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(data))
            digest.update(data)
    return digest.hexdigest()


def cached(
    name: str, key: str, build: Callable[[], Arrays], unpack: Callable[[Arrays], _T], *, keep: int = 8
) -> _T:
    """A result from the cache, or built and then kept.

    Args:
        name: Short name of the kind of result, e.g. "tokens"; part of the file name.
        key: `fingerprint` of everything that the result depends on, the version of the code included.
        build: Makes the arrays; called only when there is no sound file.
        unpack: Makes the result of the arrays.
        keep: How many files of this name stay; those unused for longest go first.

    Returns:
        What `unpack` makes of the arrays.
    """
    path = folder() / f"{name}-{key}.npz"
    with contextlib.suppress(Exception):  # a damaged file may fail in any way at all; it is built again
        result = unpack(_read(path))
        with contextlib.suppress(OSError):  # a folder that is read-only still serves
            path.touch()  # used today: what `_drop_oldest` goes by
        return result
    arrays = build()
    _store(path, arrays)
    _drop_oldest(path.parent, name, keep)
    return unpack(arrays)


def pack_strings(strings: Iterable[str], prefix: str) -> Arrays:
    """Strings as two arrays, `<prefix>_bytes` and `<prefix>_ends`, that `unpack_strings` turns back."""
    encoded = [s.encode("utf-8", "surrogatepass") for s in strings]
    ends = np.cumsum([len(b) for b in encoded], dtype=np.int64)  # (n,)
    return {f"{prefix}_bytes": np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{prefix}_ends": ends}


def unpack_strings(arrays: Arrays, prefix: str) -> list[str]:
    """The strings that `pack_strings` packed under this prefix."""
    raw = arrays[f"{prefix}_bytes"].tobytes()
    ends = arrays[f"{prefix}_ends"].tolist()
    return [raw[a:b].decode("utf-8", "surrogatepass") for a, b in zip([0, *ends], ends, strict=False)]


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Opens a file for writing that appears under its name when it is complete, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _read(path: Path) -> Arrays:
    with zipfile.ZipFile(path) as archive:
        return {name.removesuffix(".npy"): _read_whole(archive, name) for name in archive.namelist()}


def _read_whole(archive: zipfile.ZipFile, name: str) -> np.ndarray:
    with archive.open(name) as member:
        array: np.ndarray = np.lib.format.read_array(member, allow_pickle=False)
        # Only at its end is a member's checksum compared, and a damaged header may stop before that.
        if member.read(1):
            raise ValueError(f"{name} is longer than its header says")
    return array


def _store(path: Path, arrays: Arrays) -> None:
    try:
        with written_whole(path) as file:
            np.savez(file, allow_pickle=False, **arrays)
    except OSError as error:
        warnings.warn(
            f"a result was not kept for next time, which costs speed and nothing else: {error}",
            stacklevel=4,
        )


def _drop_oldest(where: Path, name: str, keep: int) -> None:
    with contextlib.suppress(OSError):
        # What a killed process left half written is among them, and goes as they do.
        files = sorted(where.glob(f"{name}-*"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[keep:]:
            file.unlink()
