"""Word vectors from files in the text formats of GloVe and word2vec, and embedding matrices made of them."""

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from lib.datasets.errors import BrokenFileError
from lib.datasets.files import readable
from lib.text.vocabulary import PAD, Vocabulary

_UNPACK = "If it is packed (.zip, .gz) or binary (.bin), unpack it or convert it to text"
_AGAIN = "copy or download the file again"


@dataclass(frozen=True, repr=False)
class WordVectors:
    """Words and their vectors.

    Args:
        words: n distinct words.
        matrix: `(n, d)` float32, a row a word.
        duplicates: How many later rows of the same words were left out when they were read.

    Raises:
        ValueError: If the numbers of words and rows differ, a word stands twice, or a number is not finite.
    """

    words: tuple[str, ...]
    matrix: np.ndarray
    duplicates: int = 0
    _rows: dict[str, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        words, matrix = tuple(self.words), np.asarray(self.matrix, dtype=np.float32)  # (n, d)
        if matrix.ndim != 2 or len(matrix) != len(words):
            raise ValueError(
                f"matrix must have a row for each of {len(words)} words, got shape {matrix.shape}"
            )
        if not np.isfinite(matrix).all():
            raise ValueError("matrix must hold finite numbers, got NaN or infinity")
        rows = {word: i for i, word in enumerate(words)}
        if len(rows) != len(words):
            raise ValueError("words must be distinct: one stands twice")
        for name, value in (("words", words), ("matrix", matrix), ("_rows", rows)):
            object.__setattr__(self, name, value)

    @property
    def d(self) -> int:
        """Size of the vectors."""
        return self.matrix.shape[1]

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __getitem__(self, word: str) -> np.ndarray:
        """The vector of a word, `(d,)`."""
        if word not in self._rows:
            raise KeyError(f"there is no vector for {word!r}")
        return self.matrix[self._rows[word]]

    def __repr__(self) -> str:
        return f"<WordVectors of {len(self):,} words, d = {self.d}>"


def read_vectors(path: str | Path, words: Iterable[str] | None = None) -> WordVectors:
    """Reads word vectors from a text file: a word and d numbers a line, with a space between them.

    This is the format of GloVe, and of word2vec and fastText (`.vec`), whose first line says how many words
    there are and how large d is. The file is read line by line, and only what is asked for is kept. A word
    may hold spaces (GloVe's `. . .`), but not end in a space and a number: that is a number too many. Where a
    word stands twice the first line counts.

    Args:
        path: The file, UTF-8.
        words: The words that are wanted, e.g. a `Vocabulary`, with their lower-case forms if those may stand
            in; None keeps all.

    Returns:
        The vectors of the words that are in the file, in its order.

    Raises:
        BrokenFileError: If the file cannot be read, is empty, ends before its last word or is not UTF-8; if
            a line has not d numbers, or a number of a wanted word is none or is not finite. The message
            names the file and the line.
        ValueError: If `words` is a string.
    """
    if isinstance(words, str):
        raise ValueError("words must be a list of words, got a string")
    wanted = words if words is None or isinstance(words, Vocabulary) else frozenset(words)
    path = Path(path)
    with readable(path), path.open("rb") as lines:
        return _Reader(path, wanted).read(lines)


class _Reader:
    """Reads one file, and knows in which line it is."""

    def __init__(self, path: Path, wanted: Collection[str] | Vocabulary | None) -> None:
        self.path, self.wanted = path, wanted
        self.d = self.number = self.duplicates = 0
        self.kept: dict[str, None] = {}
        self.numbers = array("f")

    def read(self, lines: Iterable[bytes]) -> WordVectors:
        promised: int | None = None
        count = 0
        for self.number, raw in enumerate(lines, start=1):
            line = raw.rstrip(b" \r\n")
            if self.number == 1:
                promised, self.d = self._sizes(line)
                if promised is not None:
                    continue
            self._take(line)
            count += 1
        if not count:
            raise BrokenFileError(f"{self.path} holds no vectors. {_AGAIN.capitalize()}.")
        if promised is not None and count != promised:
            raise BrokenFileError(
                f"{self.path} holds {count:,} vectors, but its first line says {promised:,}. "
                f"{_AGAIN.capitalize()}."
            )
        matrix = np.frombuffer(self.numbers, dtype=np.float32) if self.numbers else np.zeros(0, np.float32)
        return WordVectors(tuple(self.kept), matrix.reshape(-1, self.d), self.duplicates)

    def _sizes(self, line: bytes) -> tuple[int | None, int]:
        """How many vectors the first line says there are, if it does, and d."""
        fields = line.split(b" ")
        if len(fields) == 2 and fields[0].isdigit() and fields[1].isdigit() and int(fields[1]) > 0:
            return int(fields[0]), int(fields[1])
        d = 0
        while d < len(fields) - 1 and _is_number(fields[-1 - d]):
            d += 1
        if d == 0:
            raise self._broken("a word and its numbers were expected, got no numbers", _UNPACK)
        return None, d

    def _take(self, line: bytes) -> None:
        fields = line.rsplit(b" ", self.d)
        if len(fields) <= self.d:
            raise self._broken(f"a word and {self.d} numbers were expected, got {len(fields)} fields", _AGAIN)
        spaced = b" " in fields[0]
        if spaced and _is_number(fields[0].rsplit(b" ", 1)[1]):
            raise self._broken(f"a word and {self.d} numbers were expected, got more numbers", _AGAIN)
        word = self._decoded(fields[0])
        if not word:
            raise self._broken("there is no word before the numbers", _AGAIN)
        if self.wanted is not None and word not in self.wanted:
            return
        if word in self.kept:
            self.duplicates += 1
            return
        self.kept[word] = None
        self.numbers.extend(self._numbers(word, fields[1:]))

    def _decoded(self, word: bytes) -> str:
        try:
            return word.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._broken(f"not UTF-8 ({error.reason})", _UNPACK) from error

    def _numbers(self, word: str, fields: list[bytes]) -> list[float]:
        try:
            row = list(map(float, fields))
        except ValueError:
            wrong = next(field for field in fields if not _is_number(field))
            raise self._broken(f"{wrong!r} in the vector of {word!r} is no number", _AGAIN) from None
        if not np.isfinite(array("f", row)).all():
            raise self._broken(f"the vector of {word!r} holds a number that is not finite", _AGAIN)
        return row

    def _broken(self, what: str, advice: str) -> BrokenFileError:
        advice = advice[0].upper() + advice[1:]
        return BrokenFileError(f"{self.path}, line {self.number}: {what}. {advice}.")


def write_vectors(path: str | Path, vectors: WordVectors, *, header: bool = False) -> None:
    """Writes word vectors as text; `read_vectors` gives the same back.

    Args:
        path: The file; one that is there is overwritten.
        vectors: What to write.
        header: Whether a first line says the number of words and d, as word2vec's does; GloVe's has none.

    Raises:
        ValueError: If there is nothing to write, or a word could not be read again: one that is empty, holds
            a line feed, or ends in a space and a number.
    """
    if not len(vectors) or not vectors.d:
        raise ValueError(f"vectors must hold at least one number, got {vectors!r}")
    for word in vectors:
        if not word or "\n" in word or (" " in word and _is_number(word.rsplit(" ", 1)[1].encode())):
            raise ValueError(f"the word {word!r} cannot be told from the numbers behind it")
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        if header:
            file.write(f"{len(vectors)} {vectors.d}\n")
        for word, row in zip(vectors.words, vectors.matrix, strict=True):
            file.write(f"{word} {' '.join(map(str, row))}\n")


@dataclass(frozen=True)
class Coverage:
    """Which words of a vocabulary have a vector. Special tokens such as `<unk>` are no words.

    Attributes:
        found: How many words have one.
        lowered: How many of them only through their lower-case form.
        missing: Those without, the most frequent first.
        types: Share of the words that have one.
        tokens: Share of the tokens whose words have one, by the counts of the vocabulary; what it has left
            out as `<unk>` counts as without. None if it has no counts.
    """

    found: int
    lowered: int
    missing: tuple[str, ...]
    types: float
    tokens: float | None

    def __str__(self) -> str:
        text = f"{self.found:,} of {self.found + len(self.missing):,} words have a vector ({self.types:.1%})"
        if self.tokens is not None:
            text += f", {self.tokens:.1%} of the tokens"
        if self.missing:
            text += f"; without: {', '.join(self.missing[:5])}{', ...' if len(self.missing) > 5 else ''}"
        return text


def embedding_matrix(
    vocabulary: Vocabulary, vectors: WordVectors, *, lower: bool, seed: int | None = 0
) -> tuple[np.ndarray, Coverage]:
    """The first values of an embedding: for each word of a vocabulary the vector that was read for it.

    `<pad>` is zero. A special token that the file knows gets its vector, too.

    Args:
        vocabulary: The vocabulary, v entries.
        vectors: The vectors.
        lower: Whether a word without a vector takes that of its lower-case form. "Apple" is then a fruit.
        seed: Of the random rows of words without a vector, normal with mean and spread of the vectors, so
            that training can tell them apart; None leaves these rows zero.

    Returns:
        The matrix, `(v, d)` float32, and what it covers.

    Raises:
        ValueError: If there are no vectors.
    """
    if not len(vectors):
        raise ValueError("vectors hold no word at all: check tokens, case and language of the file")
    matrix = _rows_without_vector(len(vocabulary), vectors, seed)  # (v, d)
    sources = [_source(token, vectors, lower) for token in vocabulary]
    for i, source in enumerate(sources):
        if source is not None:
            matrix[i] = vectors[source]
    if PAD in vocabulary:
        matrix[vocabulary.pad_id] = 0
    return matrix, _coverage(vocabulary, sources)


def _rows_without_vector(v: int, vectors: WordVectors, seed: int | None) -> np.ndarray:
    if seed is None:
        return np.zeros((v, vectors.d), np.float32)
    mean, spread = vectors.matrix.mean(axis=0), vectors.matrix.std(axis=0)  # (d,) both
    return np.random.default_rng(seed).normal(mean, spread, (v, vectors.d)).astype(np.float32)


def _source(token: str, vectors: WordVectors, lower: bool) -> str | None:
    """The word whose vector a token gets."""
    forms = (token, token.lower()) if lower else (token,)
    return next((form for form in forms if form in vectors), None)


def _coverage(vocabulary: Vocabulary, sources: list[str | None]) -> Coverage:
    first = len(vocabulary.specials)
    words = list(zip(vocabulary.tokens, vocabulary.counts, sources, strict=True))[first:]
    found = [(word, count) for word, count, source in words if source is not None]
    total = sum(vocabulary.counts)
    return Coverage(
        found=len(found),
        lowered=sum(source not in (None, word) for word, _, source in words),
        missing=tuple(word for word, _, source in words if source is None),
        types=len(found) / len(words) if words else 0.0,
        tokens=sum(count for _, count in found) / total if total else None,
    )


def _is_number(field: bytes) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True
