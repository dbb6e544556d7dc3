"""Files that save time and are never needed: results kept between runs, written whole or not at all.

A result is a set of named NumPy arrays in one `.npz` file, whose checksums are verified on reading. A file
that is missing, cut short or damaged is built again; a disk that cannot be written to costs speed and nothing
else.
"""

import contextlib
import hashlib
import os
import time
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import platformdirs

Arrays = dict[str, np.ndarray]

_KEY = "key"  # kept in the file beside the arrays
_DAY = 24 * 60 * 60


def folder() -> Path:
    """The folder that `COURSE_CACHE` names, else the user's cache folder; it need not exist yet."""
    return Path(os.environ.get("COURSE_CACHE") or platformdirs.user_cache_path("unrolled"))


def fingerprint(*parts: str | bytes | Iterable[str]) -> str:
    """Hexadecimal digest of strings, bytes and sequences of strings.

    Lengths are hashed too, so that `["ab", "c"]` and `["a", "bc"]` differ.

    Args:
        parts: What the result depends on: texts, names, versions.

    Returns:
        40 hexadecimal digits.
    """
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        if isinstance(part, bytes):
            digest.update(b"b%d:" % len(part) + part)
            continue
        strings = [part] if isinstance(part, str) else list(part)
        sizes = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
        digest.update(b"s%d:" % len(strings) + sizes.tobytes())
        # In slices, so that a large corpus is not held in memory twice.
        for start in range(0, len(strings), 4096):
            digest.update("".join(strings[start : start + 4096]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under its name only when it is complete.

    Args:
        path: Where the file shall stand. Its folder is made if need be.

    Raises:
        OSError: If the file cannot be written; then `path` is as it was before.
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _remove(part)
        remedy = "free some space or choose another folder"
        raise OSError(error.errno, f"could not be written ({error.strerror}): {remedy}", str(path)) from error
    except BaseException:
        _remove(part)
        raise


def cached_arrays(name: str, key: str, build: Callable[[], Arrays], *, keep: int = 8) -> Arrays:
    """Arrays from the cache, or built and then kept.

    Args:
        name: Short name of the kind of result, e.g. "tokens"; part of the file name.
        key: `fingerprint` of everything that the result depends on, the version of the code included.
        build: Makes the arrays; called only when there is no sound file.
        keep: How many files of this name stay; those unused for longest go first.

    Returns:
        The named arrays, as `build` returns them.
    """
    path = folder() / f"{name}-{key}.npz"
    arrays = _read(path, key)
    if arrays is None:
        arrays = build()
        _store(path, key, arrays)
        _drop_oldest(path.parent, name, keep)
    return arrays


def pack_strings(strings: Iterable[str], prefix: str) -> Arrays:
    """Strings as two arrays, `<prefix>_bytes` and `<prefix>_ends`, that `unpack_strings` turns back."""
    encoded = [s.encode("utf-8", "surrogatepass") for s in strings]
    ends = np.cumsum([len(b) for b in encoded], dtype=np.int64)  # (n,)
    return {f"{prefix}_bytes": np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{prefix}_ends": ends}


def unpack_strings(arrays: Arrays, prefix: str) -> list[str]:
    """The strings that `pack_strings` packed under this prefix."""
    raw = arrays[f"{prefix}_bytes"].tobytes()
    ends = arrays[f"{prefix}_ends"].tolist()
    pairs = zip([0, *ends[:-1]], ends, strict=True) if ends else ()
    return [raw[start:end].decode("utf-8", "surrogatepass") for start, end in pairs]


def _read(path: Path, key: str) -> Arrays | None:
    try:
        # Opened here: NumPy does not close what it opened when the archive is damaged.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        if str(arrays.pop(_KEY)) != key:  # a file that someone has renamed
            return None
    except Exception:  # a damaged file may fail in any way at all; whatever it is, the result is built again
        return None
    with contextlib.suppress(OSError):  # a folder that is read-only still serves
        path.touch()  # used today: what `_drop_oldest` goes by
    return arrays


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _store(path: Path, key: str, arrays: Arrays) -> None:
    try:
        with written_whole(path) as file:
            save: Any = np.savez  # its type knows no keyword arrays beside allow_pickle
            save(file, **arrays, **{_KEY: np.array(key)})
    except OSError as error:
        warnings.warn(
            f"a result was not kept for next time, which costs speed and nothing else: {error}",
            stacklevel=4,
        )


def _drop_oldest(where: Path, name: str, keep: int) -> None:
    with contextlib.suppress(OSError):
        files = sorted(where.glob(f"{name}-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
        # Parts older than a day were left by a process that was killed.
        parts = [p for p in where.glob(f".{name}-*.part") if time.time() - p.stat().st_mtime > _DAY]
        for file in files[keep:] + parts:
            file.unlink()
