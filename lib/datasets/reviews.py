"""Film reviews with labels: the real ones from the aclImdb archive, or ours from the grammar."""

from __future__ import annotations

import gzip
import lzma
import random
import re
import tarfile
import zlib
from pathlib import Path
from typing import IO, cast

import numpy as np

from lib import _cache
from lib.datasets import grammar, places
from lib.datasets.errors import BrokenFileError
from lib.datasets.places import Corpus
from lib.datasets.types import Reviews, Splits

_FORMAT = "1"  # part of the cache key: raise it when what is kept, or its order, changes
_MEMBER = re.compile(r"(?:\./)?aclImdb/(train|test)/(pos|neg)/[^/]+\.txt")
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
        BrokenFileError: If the archive is cut short or holds no labelled reviews.

    Reference:
        Maas, A. et al. (2011), "Learning word vectors for sentiment analysis", ACL.
    """
    found = places.choose("imdb", corpus)
    if found is None:
        splits = _embedded()
    else:
        path = found.paths[0]
        key = _cache.fingerprint("archive", _FORMAT, places.digest(path))
        arrays = _cache.cached_arrays("reviews", key, lambda: _pack(*read_archive(path)))
        splits = Splits(*_unpack(arrays), source=found.source)
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
        BrokenFileError: If the archive is cut short, is no archive, or lacks one of the four kinds of review.
    """
    parts: dict[str, list[tuple[str, str, int]]] = {"train": [], "test": []}
    name = ""
    try:
        with _unpacked(path) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                name = member.name
                match = _MEMBER.fullmatch(name)
                if match is not None and member.isfile():
                    data = cast(IO[bytes], archive.extractfile(member)).read()
                    parts[match[1]].append((name, data.decode("utf-8"), int(match[2] == "pos")))
            while stream.read(1 << 20):  # to the very end, where the checksum of the packing is
                pass
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"{path}: member {name} is not UTF-8 text ({error}). {_AGAIN}") from error
    except (tarfile.TarError, EOFError, lzma.LZMAError, zlib.error, OSError) as error:
        raise BrokenFileError(f"{path} is cut short or is no tar archive ({error}). {_AGAIN}") from error
    return _shuffled(path, "train", parts["train"]), _shuffled(path, "test", parts["test"])


def _unpacked(path: Path) -> IO[bytes]:
    """The contents of a packed file as a stream.

    `tarfile` could unpack too, but checks neither the checksum nor the end of a gzip file.
    """
    with path.open("rb") as file:
        xz = file.read(6) == b"\xfd7zXZ\0"
    return cast(IO[bytes], lzma.open(path) if xz else gzip.open(path))


_AGAIN = "Delete it, then copy or download it again."


def _shuffled(path: Path, split: str, rows: list[tuple[str, str, int]]) -> Reviews:
    """Rows in an order that does not depend on the archive's."""
    for label, folder in enumerate(("neg", "pos")):
        if not any(row[2] == label for row in rows):
            raise BrokenFileError(f"{path} holds no reviews in aclImdb/{split}/{folder}/. {_AGAIN}")
    rows.sort()
    random.Random(0).shuffle(rows)
    return Reviews([row[1] for row in rows], np.array([row[2] for row in rows], dtype=np.int64))


def _embedded() -> Splits:
    train, test = _EMBEDDED_SIZES
    key = _cache.fingerprint("grammar", _FORMAT, grammar.fingerprint(), str(_EMBEDDED_SIZES))
    arrays = _cache.cached_arrays("reviews", key, lambda: _draw(train, test))
    return Splits(*_unpack(arrays), source="embedded")


def _draw(train: int, test: int) -> _cache.Arrays:
    reviews = grammar.make_reviews(train + test, seed=0)
    return _pack(
        Reviews(reviews.texts[:train], reviews.labels[:train]),
        Reviews(reviews.texts[train:], reviews.labels[train:]),
    )


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
