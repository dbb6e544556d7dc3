"""The places where data may lie: the mirror that COURSE_DATA names, then the downloads; and its checks."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from lib import _cache
from lib.datasets.errors import ChecksumError, MissingDataError
from lib.datasets.registry import DATA_SETS, DataSet, RemoteFile
from lib.datasets.types import Source

Corpus = Literal["real", "embedded"] | None


@dataclass(frozen=True)
class Found:
    """A data set that is on this machine: which place, and the path of each of its files."""

    source: Source
    paths: tuple[Path, ...]


def mirror_folder() -> Path | None:
    """The folder that `COURSE_DATA` names, or None if it names none.

    Raises:
        MissingDataError: If it names something that is not a folder.
    """
    name = os.environ.get("COURSE_DATA")
    if not name:
        return None
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise MissingDataError(
            f"COURSE_DATA names {name}, which is not a folder. Correct the path, or unset COURSE_DATA to use "
            f"downloads or the embedded corpora."
        )
    return folder


def downloads_folder() -> Path:
    """Where downloads are kept: the folder that `COURSE_DOWNLOADS` names, else the user's data folder."""
    return Path(os.environ.get("COURSE_DOWNLOADS") or platformdirs.user_data_path("unrolled"))


def find(name: str) -> Found | None:
    """The first place that holds every file of a data set, or None.

    Raises:
        MissingDataError: If `COURSE_DATA` names a folder that is not there.
    """
    data_set = DATA_SETS[name]
    mirror = mirror_folder()
    if mirror is not None and (paths := _all_in(mirror, data_set)):
        return Found("mirror", paths)
    if paths := _all_in(downloads_folder(), data_set):
        return Found("downloads", paths)
    return None


def _all_in(folder: Path, data_set: DataSet) -> tuple[Path, ...] | None:
    paths = tuple(path for file in data_set.files if (path := _one_in(folder, file)))
    return paths if len(paths) == len(data_set.files) else None


def _one_in(folder: Path, file: RemoteFile) -> Path | None:
    return next((folder / name for name in (file.name, *file.also) if (folder / name).is_file()), None)


def choose(name: str, corpus: Corpus) -> Found | None:
    """Where to read a data set from; None stands for the embedded corpus. Every file found is checked.

    Args:
        name: A data set of the registry.
        corpus: "real", "embedded", or None for real if it is here and embedded otherwise.

    Raises:
        ValueError: If `corpus` is something else.
        MissingDataError: If it must be real and is not here, or there is no embedded corpus in its place.
        ChecksumError: If a file is not what it should be.
    """
    if corpus not in ("real", "embedded", None):
        raise ValueError(f'corpus must be "real", "embedded" or None, got {corpus!r}')
    data_set = DATA_SETS[name]
    found = None if corpus == "embedded" else find(name)
    if found is not None:
        for path in found.paths:
            digest(path)
    elif corpus == "real" or data_set.stand_in is None:
        raise MissingDataError(_how_to_get(data_set))
    return found


def _how_to_get(data_set: DataSet) -> str:
    names = ", ".join(file.name for file in data_set.files)
    text = f"{data_set.name} ({names}) is neither in a folder that COURSE_DATA names nor downloaded."
    if all(file.url for file in data_set.files):
        return f"{text} Download it with: python -m lib.datasets {data_set.name}"
    return f"{text} Nothing is known to download it from: put it into a folder and set COURSE_DATA to that."


def describe(source: Source) -> str:
    """A place in words, without any path, fit for a page that others read."""
    return {
        "mirror": "the folder that COURSE_DATA names",
        "downloads": "the downloads",
        "embedded": "the embedded corpus",
    }[source]


def digest(path: Path) -> str:
    """SHA-256 of a file, after checking it against the checksums known for it, if any are.

    A `SHA256SUMS` file beside it goes before the registry's checksums. The answer is remembered together with
    the file's size and time, so that the next call reads nothing.

    Raises:
        ChecksumError: If the file has none of the known checksums.
    """
    expected, lower = _expected(path)
    status = path.stat()
    stamp = [str(path.resolve()), status.st_size, status.st_mtime_ns, *expected]
    memo = _cache.folder() / f"checked-{_cache.fingerprint(str(path.resolve()))[:16]}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(memo.read_text(encoding="utf-8"))
        if known["stamp"] == stamp:
            return str(known["sha256"])
    check(path, expected, lower)
    answer = file_hash(path, "sha256")
    _remember(memo, {"stamp": stamp, "sha256": answer})
    return answer


def _remember(memo: Path, record: dict[str, object]) -> None:
    with contextlib.suppress(OSError), _cache.written_whole(memo) as file:
        file.write(json.dumps(record).encode())


def _expected(path: Path) -> tuple[tuple[str, ...], bool]:
    """The checksums that a file may have, and whether they are of its lower-case form."""
    sums = path.parent / "SHA256SUMS"
    if sums.is_file():
        for line in sums.read_text(encoding="utf-8").splitlines():
            value, _, name = line.strip().partition(" ")
            if name.lstrip(" *") == path.name:
                return (f"sha256:{value.lower()}",), False
    for data_set in DATA_SETS.values():
        for file in data_set.files:
            if file.name == path.name:
                return file.checksums, file.lower
    return (), False


def check(path: Path, expected: tuple[str, ...], lower: bool = False) -> None:
    """Compares a file with the checksums that it may have.

    Args:
        path: The file.
        expected: Checksums such as "sha256:..." or "md5:..."; with none there is nothing to compare.
        lower: Whether they are of the text in lower case.

    Raises:
        ChecksumError: If it has none of them.
    """
    for checksum in expected:
        algorithm, _, value = checksum.partition(":")
        actual = file_hash(path, algorithm, lower)
        if actual == value:
            return
    if expected:
        raise ChecksumError(
            f"{path} has {algorithm} {actual}, expected {value}: it was cut short or changed. "
            f"Delete it, then copy or download it again."
        )


def file_hash(path: Path, algorithm: str, lower: bool = False) -> str:
    """Hexadecimal checksum of a file, or of its text in lower case."""
    if lower:
        text = path.read_bytes().decode("utf-8", "replace")
        return hashlib.new(algorithm, text.lower().encode("utf-8")).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()
