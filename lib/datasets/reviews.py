"""Film reviews with labels: the real ones from the aclImdb archive, or ours from the grammar."""

from __future__ import annotations

import gzip
import lzma
import random
import re
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import numpy as np

from lib import _cache
from lib.datasets import places
from lib.datasets.errors import BrokenFileError
from lib.datasets.files import AGAIN, readable
from lib.datasets.places import Corpus
from lib.datasets.types import Reviews, Splits

_FORMAT = "1"  # part of the cache key: raise it when what is kept, or its order, changes
_MEMBER = re.compile(r"(?:\./)?aclImdb/((?:train|test)/(?:neg|pos))/[^/]+\.txt")
_KINDS = ("train/neg", "train/pos", "test/neg", "test/pos")
_EACH = 12_500  # reviews of each kind
_LARGEST = 1_000_000  # bytes that a review may have; the longest has 13,704
_EMBEDDED_SIZES = (25_000, 5_000)


def load_reviews(corpus: Corpus = None) -> Splits:
    """Loads film reviews with their labels, and says in one line where they came from.

    The first load of the real reviews reads the archive (a few seconds); later ones read a cache.

    Args:
        corpus: "real" for the Large Movie Review Dataset, "embedded" for reviews from our grammar (see
            `make_reviews`), or None for the real ones if they are on this machine, else embedded ones.

    Returns:
        `Splits`: 25,000 train and 25,000 test reviews (real), or 25,000 and 5,000 (embedded), half of them
        positive. Both are shuffled, always in the same way, so that any slice is a fair sample.

    Raises:
        MissingDataError: If `corpus="real"` and they are not here, or `COURSE_DATA` names no folder.
        ChecksumError: If the archive is not what it should be.
        BrokenFileError: If the archive cannot be read, is cut short or does not hold these reviews.

    Reference:
        Maas, A. et al. (2011), "Learning word vectors for sentiment analysis", ACL.
    """
    found = places.choose("imdb", corpus)
    if found is None:
        splits = Splits(*_embedded(), source="embedded")
    else:
        splits = Splits(*_real(found.paths[0]), source=found.source)
    print(
        f"Reviews: {len(splits.train):,} train + {len(splits.test):,} test ({splits.corpus}), "
        f"from {places.describe(splits.source)}."
    )
    return splits


def read_archive(path: Path) -> tuple[Reviews, Reviews]:
    """Reads the labelled reviews of an aclImdb archive as a stream, without unpacking it.

    Args:
        path: The archive, `.tar.gz` or `.tar.xz`.

    Returns:
        Train and test `Reviews`, each shuffled, always in the same way.

    Raises:
        BrokenFileError: If the archive cannot be read, is cut short, is no archive, or does not hold as many
            reviews of each of the four kinds as were published.
    """
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _KINDS}
    with readable(path):
        for kind, name, text in _labelled(path):
            found[kind].append((name, text))
    for kind, rows in found.items():
        if len(rows) != _EACH:
            raise BrokenFileError(
                f"{path} holds {len(rows):,} reviews in aclImdb/{kind}/, not {_EACH:,}. {AGAIN}"
            )
    return _shuffled(found["train/neg"], found["train/pos"]), _shuffled(found["test/neg"], found["test/pos"])


def _labelled(path: Path) -> Iterator[tuple[str, str, str]]:
    """The kind of each review, its name and its text."""
    name = ""
    try:
        with _unpacked(path) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                name = member.name
                match = _MEMBER.fullmatch(name)
                if match is not None and member.isfile():
                    yield match[1], name, _contents(path, archive, member).decode("utf-8")
            while stream.read(1 << 20):  # to the very end, where the checksum of the packing is
                pass
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"{path}: member {name} is not UTF-8 text ({error}). {AGAIN}") from error
    except (tarfile.TarError, EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
        raise BrokenFileError(f"{path} is cut short or is no tar archive ({error}). {AGAIN}") from error


def _contents(path: Path, archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if member.size > _LARGEST:
        raise BrokenFileError(f"{path}: member {member.name} says that it has {member.size:,} bytes. {AGAIN}")
    return cast(IO[bytes], archive.extractfile(member)).read()


def _unpacked(path: Path) -> IO[bytes]:
    """The contents of a packed file as a stream.

    `tarfile` could unpack too, but checks neither the checksum nor the end of a gzip file.
    """
    with path.open("rb") as file:
        xz = file.read(6) == b"\xfd7zXZ\0"
    return cast(IO[bytes], lzma.open(path) if xz else gzip.open(path))


def _shuffled(negative: list[tuple[str, str]], positive: list[tuple[str, str]]) -> Reviews:
    """Reviews in an order that does not depend on the archive's."""
    rows = sorted([(name, text, 0) for name, text in negative] + [(name, text, 1) for name, text in positive])
    random.Random(0).shuffle(rows)
    return Reviews([text for _, text, _ in rows], np.array([label for *_, label in rows], dtype=np.int64))


def _real(path: Path) -> tuple[Reviews, Reviews]:
    key = _cache.fingerprint("archive", _FORMAT, places.digest(path))
    return _cache.cached("reviews", key, lambda: _pack(*read_archive(path)), _unpack)


def _embedded() -> tuple[Reviews, Reviews]:
    from lib.datasets import grammar  # a lesson on real reviews does not depend on it

    train, test = _EMBEDDED_SIZES

    def draw() -> _cache.Arrays:
        reviews = grammar.make_reviews(train + test, seed=0)
        return _pack(
            Reviews(reviews.texts[:train], reviews.labels[:train]),
            Reviews(reviews.texts[train:], reviews.labels[train:]),
        )

    key = _cache.fingerprint("grammar", _FORMAT, grammar.fingerprint(), str(_EMBEDDED_SIZES))
    return _cache.cached("reviews", key, draw, _unpack)


def _pack(train: Reviews, test: Reviews) -> _cache.Arrays:
    labels = np.concatenate([train.labels, test.labels]).astype(np.int8)  # (m,)
    return {
        **_cache.pack_strings(train.texts + test.texts, "texts"),
        "labels": labels,
        "train": np.array(len(train)),
    }


def _unpack(arrays: _cache.Arrays) -> tuple[Reviews, Reviews]:
    texts, m = _cache.unpack_strings(arrays, "texts"), int(arrays["train"])
    labels = arrays["labels"].astype(np.int64)  # (m,)
    return Reviews(texts[:m], labels[:m]), Reviews(texts[m:], labels[m:])
