"""The places where data may lie: the mirror that COURSE_DATA names, then the downloads; and its checks."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from lib import _cache
from lib.datasets.errors import BrokenFileError, ChecksumError, MissingDataError
from lib.datasets.files import AGAIN, read_text, readable
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
        BrokenFileError: If it names something that may not be looked at.
    """
    folder = _cache.folder_from("COURSE_DATA")
    if folder is None:
        return None
    with readable(folder):
        if folder.is_dir():
            return folder
    raise MissingDataError(
        f"COURSE_DATA names {folder}, which is not a folder. Correct the path, or unset COURSE_DATA to use "
        f"downloads or the embedded corpora."
    )


def downloads_folder() -> Path:
    """Where downloads are kept: the folder that `COURSE_DOWNLOADS` names, else the user's data folder."""
    return _cache.folder_from("COURSE_DOWNLOADS") or platformdirs.user_data_path("unrolled")


def find(name: str) -> Found | None:
    """The first place that holds every file of a data set, or None.

    Raises:
        MissingDataError: If `COURSE_DATA` names a folder that is not there.
        BrokenFileError: If a folder may not be looked into.
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
    with readable(folder):
        paths = [path for name in (file.name, *file.also) if (path := folder / name).is_file()]
    return paths[0] if paths else None


def choose(name: str, corpus: Corpus) -> Found | None:
    """Where to read a data set from; None stands for the embedded corpus. Every file found is checked.

    Args:
        name: A data set of the registry.
        corpus: "real", "embedded", or None for real if it is here and embedded otherwise.

    Raises:
        ValueError: If `corpus` is something else.
        MissingDataError: If it must be real and is not here, or there is no embedded corpus in its place.
        ChecksumError: If a file is not what it should be.
        BrokenFileError: If a file cannot be read.
    """
    check_corpus(corpus)
    data_set = DATA_SETS[name]
    if corpus == "embedded":
        if data_set.stand_in is None:
            raise MissingDataError(f'{name}: nothing is embedded, so corpus="embedded" cannot be had for it.')
        return None
    found = find(name)
    if found is not None:
        for path in found.paths:
            digest(path)
    elif corpus == "real" or data_set.stand_in is None:
        raise MissingDataError(_how_to_get(data_set))
    return found


def check_corpus(corpus: object) -> None:
    """Raises a ValueError unless it is one of the three values of `Corpus`."""
    if corpus not in ("real", "embedded", None):
        raise ValueError(f'corpus must be "real", "embedded" or None, got {corpus!r}')


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
        BrokenFileError: If the file, or the `SHA256SUMS`, cannot be read.
    """
    with readable(path):
        expected = _expected(path)
        status = path.stat()
    stamp = [str(path.resolve()), status.st_size, status.st_mtime_ns, *expected]
    memo = _cache.folder() / f"checked-{_cache.fingerprint(str(path.resolve()))[:16]}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(memo.read_text(encoding="utf-8"))
        if known["stamp"] == stamp:
            return str(known["sha256"])
    check(path, expected)
    answer = file_hash(path, "sha256")
    _remember(memo, {"stamp": stamp, "sha256": answer})
    return answer


def _remember(memo: Path, record: dict[str, object]) -> None:
    with contextlib.suppress(OSError), _cache.written_whole(memo) as file:
        file.write(json.dumps(record).encode())


def _expected(path: Path) -> tuple[str, ...]:
    """The checksums that a file may have; none if none is known."""
    if stated := _stated(path):
        return (f"sha256:{stated}",)
    files = (file for data_set in DATA_SETS.values() for file in data_set.files)
    return next((file.checksums for file in files if file.name == path.name), ())


def _stated(path: Path) -> str | None:
    """What a `SHA256SUMS` beside the file states for it."""
    sums = path.parent / "SHA256SUMS"
    if not sums.is_file():
        return None
    for number, line in enumerate(read_text(sums).split("\n"), start=1):
        value, _, name = line.strip().partition(" ")
        if name.lstrip(" *") != path.name:
            continue
        if not re.fullmatch("[0-9a-fA-F]{64}", value):
            raise BrokenFileError(f"{sums}, line {number}: no SHA-256 checksum stands before {path.name}.")
        return value.lower()
    return None


def check(path: Path, expected: tuple[str, ...]) -> None:
    """Compares a file with the checksums that it may have.

    Args:
        path: The file.
        expected: Checksums such as "sha256:..." or "md5:..."; with none there is nothing to compare.

    Raises:
        ChecksumError: If it has none of them.
        BrokenFileError: If it cannot be read.
    """
    for checksum in expected:
        algorithm, _, value = checksum.partition(":")
        actual = file_hash(path, algorithm)
        if actual == value:
            return
    if expected:
        raise ChecksumError(
            f"{path} has {algorithm} {actual}, expected {value}: it was cut short or changed. {AGAIN} "
            f"If it is right as it is, state its SHA-256 in a file SHA256SUMS beside it."
        )


def file_hash(path: Path, algorithm: str) -> str:
    """Hexadecimal checksum of a file."""
    with readable(path), path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()
