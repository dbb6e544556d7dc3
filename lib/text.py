"""From text to arrays: tokens, dictionary, ids, padded batches.

Everything here is plain Python and NumPy and knows no Keras. Sequences that stand side by side in an array
are batch-first, `(m, T)`; id 0 is padding.
"""

import functools
import itertools
import json
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NoReturn, overload

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from lib import _cache

PAD, UNK, BOS, EOS = "<pad>", "<unk>", "<bos>", "<eos>"

Side = Literal["pre", "post"]

# ------------------------------------------------------------------------------------------------------------
# Tokenisers

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# A word may hold apostrophes (don't, rock'n'roll); every other mark is a token of its own.
_APOSTROPHES = str.maketrans("\u2019\u00b4\x92", "'''")
_WORD_OR_MARK = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")


def words(text: str, lower: bool = True) -> list[str]:
    """Split a text into words and punctuation marks.

    A word is a run of letters and digits; an apostrophe inside it stays (`don't`), a typographic one as a
    plain one. Each other mark is a token. White space and the `<br />` tags of web reviews separate tokens
    and are dropped. Since `<` and `>` are marks, no text can produce a special token such as `<pad>`.

    Args:
        text: Any text; an empty one gives no tokens.
        lower: Whether `Apple` and `apple` become one token.

    Returns:
        The tokens in order.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    if lower:
        text = text.lower()
    if "<" in text:
        text = _LINE_BREAK.sub(" ", text)
    return _WORD_OR_MARK.findall(text)


def characters(text: str) -> list[str]:
    """Split a text into its characters; `"".join` is the inverse.

    Args:
        text: Any text; an empty one gives no tokens.

    Returns:
        The characters in order, white space included.
    """
    return list(text)


# Tokenisers whose results may be kept on disk. Raise the number when one of them changes what it returns.
_VERSIONS: dict[Callable[..., list[str]], str] = {words: "words 1", characters: "characters 1"}

# Below this many characters tokenising is faster than looking in the cache.
_LARGE = 2_000_000


class TokenLists(Sequence[list[str]]):
    """Many token lists in three arrays: behaves as a list of lists of strings and takes a tenth of its
    memory.

    Indexing with a number gives one text's tokens as a list; a slice or an array of positions gives
    `TokenLists`. `Vocabulary.fit` and `Vocabulary.encode_all` work on the arrays directly.

    Args:
        types: The distinct tokens.
        codes: `(n,)` int32, all texts' tokens one after another, as positions in `types`.
        offsets: `(m + 1,)` int64; text i is `codes[offsets[i]:offsets[i + 1]]`.
    """

    def __init__(self, types: Sequence[str], codes: np.ndarray, offsets: np.ndarray):
        self.types = types if isinstance(types, tuple) else tuple(types)
        self.codes = codes
        self.offsets = offsets

    @classmethod
    def from_lists(cls, token_lists: Iterable[Iterable[str]]) -> "TokenLists":
        """The same from lists of strings."""
        seen = _Numbering()
        codes = array("i")
        offsets = array("q", [0])
        for tokens in token_lists:
            codes.extend(map(seen.__getitem__, tokens))
            offsets.append(len(codes))
        return cls(tuple(seen), _view(codes, np.int32), _view(offsets, np.int64))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @overload
    def __getitem__(self, index: int) -> list[str]: ...

    @overload
    def __getitem__(self, index: slice | np.ndarray) -> "TokenLists": ...

    def __getitem__(self, index: Any) -> "list[str] | TokenLists":
        if isinstance(index, slice | np.ndarray | list):
            return self._take(np.arange(len(self))[index])
        at = range(len(self))[index]  # refuses a position out of range, counts negative ones from the end
        return [self.types[c] for c in self.codes[self.offsets[at] : self.offsets[at + 1]].tolist()]

    def __iter__(self) -> Iterator[list[str]]:
        for at in range(len(self)):
            yield self[at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    # Equal to lists, which have no hash either; mypy knows only that every object has one.
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self):,} token lists, {len(self.codes):,} tokens, {len(self.types):,} types>"

    def lengths(self) -> np.ndarray:
        """Number of tokens of each text, `(m,)`."""
        return np.diff(self.offsets)

    def _take(self, rows: np.ndarray) -> "TokenLists":
        sizes = self.lengths()[rows]
        offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        parts = [self.codes[self.offsets[row] : self.offsets[row + 1]] for row in rows.tolist()]
        codes = np.concatenate(parts) if parts else self.codes[:0]
        return TokenLists(self.types, codes, offsets)


class _Numbering(dict[str, int]):
    """Numbers strings in the order in which they are first looked up."""

    def __missing__(self, token: str) -> int:
        if not isinstance(token, str):
            raise ValueError(f"token_lists must hold strings, got {token!r}")
        number = self[token] = len(self)
        return number


def tokenize(texts: Iterable[str], tokenizer: Callable[[str], list[str]] = words) -> TokenLists:
    """Tokenise many texts.

    The result for a large corpus is kept in the user's cache folder, under a hash of the texts and the
    tokeniser, so that the second call takes a second instead of ten. That goes for `words` and `characters`
    (also through `functools.partial`, e.g. `partial(words, lower=False)`); a function of your own is called
    every time, since nobody can tell from outside whether it has changed.

    Args:
        texts: The texts, m of them. None at all gives an empty result.
        tokenizer: A function from a text to its tokens.

    Returns:
        The m token lists: a sequence of lists of strings.

    Raises:
        ValueError: If `texts` is a single string or holds something else than strings.
    """
    if isinstance(texts, str):
        raise ValueError("texts must be several texts, got one string: write tokenize([text])")
    texts = list(texts)
    for i, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(f"texts[{i}] must be a string, got {type(text).__name__}")
    identity = _identity(tokenizer)
    if identity is None or sum(map(len, texts)) < _LARGE:
        return TokenLists.from_lists(map(tokenizer, texts))
    key = _cache.fingerprint(identity, unicodedata.unidata_version, texts)
    return _unpack(_cache.cached_arrays("tokens", key, lambda: _pack(texts, tokenizer)))


def _identity(tokenizer: Callable[..., list[str]]) -> str | None:
    if isinstance(tokenizer, functools.partial):
        inner = _identity(tokenizer.func)
        return inner and f"{inner} {tokenizer.args!r} {sorted(tokenizer.keywords.items())!r}"
    return _VERSIONS.get(tokenizer)


def _pack(texts: list[str], tokenizer: Callable[[str], list[str]]) -> dict[str, np.ndarray]:
    lists = TokenLists.from_lists(map(tokenizer, texts))
    packed = {"codes": lists.codes, "offsets": lists.offsets}
    return packed | _cache.pack_strings(lists.types, "types")


def _unpack(arrays: dict[str, np.ndarray]) -> TokenLists:
    return TokenLists(_cache.unpack_strings(arrays, "types"), arrays["codes"], arrays["offsets"])


def _view(numbers: "array[int]", dtype: DTypeLike) -> np.ndarray:
    return np.frombuffer(numbers, dtype=dtype) if numbers else np.zeros(0, dtype=dtype)


# ------------------------------------------------------------------------------------------------------------
# Vocabulary

_FORMAT, _FORMAT_VERSION = "unrolled vocabulary", 1


class Vocabulary:
    """A fixed dictionary: every known token has an id, and every id a token.

    The special tokens come first, `<pad>` with id 0; then the tokens by descending count, ties in
    alphabetical order. A vocabulary never changes after it is made.

    A special token is written so that no text can produce it (`<unk>`: the tokenisers split it at its marks).
    Hence a token spelled like a special one was put there on purpose, e.g. an `<eos>` at the end of a list:
    `fit` counts it with the special token and `encode` gives the special token's id.

    Args:
        tokens: All tokens by id, the special ones first.
        counts: How often each was seen; that of `<unk>` is the number of tokens left out.
        specials: The special tokens.

    Raises:
        ValueError: If a token stands twice, `<pad>` is not the first, or a special could be an ordinary word.
    """

    __slots__ = ("_ids", "counts", "specials", "tokens")

    tokens: tuple[str, ...]
    counts: tuple[int, ...]
    specials: tuple[str, ...]
    _ids: dict[str, int]

    def __init__(self, tokens: Sequence[str], counts: Sequence[int], specials: Sequence[str] = (PAD, UNK)):
        tokens, counts, specials = tuple(tokens), tuple(map(int, counts)), tuple(specials)
        _check_specials(specials)
        if tokens[: len(specials)] != specials:
            raise ValueError(f"tokens must begin with the specials {specials}, got {tokens[: len(specials)]}")
        if len(counts) != len(tokens):
            raise ValueError(
                f"counts must have one entry a token: {len(tokens)} tokens, {len(counts)} counts"
            )
        ids = {token: i for i, token in enumerate(tokens)}
        if len(ids) != len(tokens):
            raise ValueError("tokens must be distinct: one stands twice")
        for name, value in zip(self.__slots__, (ids, counts, specials, tokens), strict=True):
            object.__setattr__(self, name, value)

    @classmethod
    def fit(
        cls,
        token_lists: Iterable[Iterable[str]],
        size: int | None = None,
        min_count: int = 1,
        specials: Sequence[str] = (PAD, UNK),
    ) -> "Vocabulary":
        """Count the tokens and keep the most frequent.

        Args:
            token_lists: The texts as lists of tokens, from `tokenize` or your own.
            size: Largest number of entries `v`, the specials included; None keeps all.
            min_count: Tokens seen less often than this are left out.
            specials: Special tokens, in the order of their ids.

        Returns:
            The vocabulary, of at most `size` entries.

        Raises:
            ValueError: If there is no token to count, none is frequent enough, `size` has no room for one, or
                `token_lists` holds strings instead of lists.
        """
        specials = tuple(specials)
        _check_specials(specials)
        _check_at_least("min_count", min_count)
        if size is not None:
            _check_at_least("size", size, len(specials) + 1)  # room for one token
        seen = _count(token_lists)
        special_counts = [seen.pop(special, 0) for special in specials]
        if not seen:
            raise ValueError(
                "token_lists holds no token: a vocabulary needs at least one text that is not empty"
            )
        ranked = sorted((-count, token) for token, count in seen.items() if count >= min_count)
        if not ranked:
            raise ValueError(
                f"no token occurs min_count={min_count} times; the commonest {max(seen.values())} times"
            )
        kept = ranked[: None if size is None else size - len(specials)]
        if UNK in specials:
            special_counts[specials.index(UNK)] += sum(seen.values()) + sum(count for count, _ in kept)
        tokens = [*specials, *(token for _, token in kept)]
        return cls(tokens, [*special_counts, *(-count for count, _ in kept)], specials)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a Vocabulary cannot be changed ({name}): fit a new one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Vocabulary cannot be changed ({name}): fit a new one")

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: object) -> bool:
        return token in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self.tokens)

    def __getitem__(self, token: str) -> int:
        """The id of one token; that of `<unk>` if it is not known."""
        return self.encode([token])[0]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vocabulary):
            return NotImplemented
        return (self.tokens, self.counts, self.specials) == (other.tokens, other.counts, other.specials)

    def __hash__(self) -> int:
        return hash((self.tokens, self.counts, self.specials))

    def __repr__(self) -> str:
        return (
            f"<Vocabulary of {len(self):,}: {', '.join(self.tokens[:8])}{', ...' if len(self) > 8 else ''}>"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return Vocabulary, (self.tokens, self.counts, self.specials)

    @property
    def pad_id(self) -> int:
        """Id of `<pad>`: 0."""
        return self._special(PAD)

    @property
    def unk_id(self) -> int:
        """Id of `<unk>`."""
        return self._special(UNK)

    def encode(self, tokens: Iterable[str]) -> list[int]:
        """Ids of the tokens of one text.

        Args:
            tokens: T tokens; none gives an empty list.

        Returns:
            T ids. A token that is not known gets the id of `<unk>`.

        Raises:
            ValueError: If a token is not known and the vocabulary has no `<unk>`, or `tokens` is a string.
        """
        if isinstance(tokens, str):
            raise ValueError(
                "tokens must be a list of tokens, got a string: call words() or characters() first"
            )
        if UNK in self._ids:
            return [self._ids.get(token, self._ids[UNK]) for token in tokens]
        try:
            return [self._ids[token] for token in tokens]
        except KeyError as error:
            raise ValueError(self._unknown(error.args[0])) from None

    def encode_all(self, token_lists: Iterable[Iterable[str]]) -> list[np.ndarray]:
        """Ids of many texts.

        Args:
            token_lists: m lists of tokens, from `tokenize` (fast) or your own.

        Returns:
            m int32 arrays, text i of shape `(T_i,)`; `pad` makes one array of them.

        Raises:
            ValueError: As for `encode`.
        """
        if not isinstance(token_lists, TokenLists):
            return [np.array(self.encode(tokens), dtype=np.int32) for tokens in token_lists]
        unknown = self._ids.get(UNK, -1)
        table = np.array(
            [self._ids.get(token, unknown) for token in token_lists.types], dtype=np.int32
        )  # (types,)
        ids = table[token_lists.codes]  # (n,)
        if unknown < 0 and (ids < 0).any():
            raise ValueError(self._unknown(token_lists.types[token_lists.codes[np.argmax(ids < 0)]]))
        ends = token_lists.offsets.tolist()
        return [ids[start:end] for start, end in itertools.pairwise(ends)]

    def decode(self, ids: Iterable[int]) -> list[str]:
        """Tokens of one row of ids, `<pad>` included.

        Args:
            ids: T ids, a list or an array `(T,)`.

        Returns:
            T tokens.

        Raises:
            ValueError: If an id is negative, `v` or larger, or not an integer.
        """
        row = _integers(list(ids), "ids")  # (T,)
        if row.ndim != 1:
            raise ValueError(f"ids must be one row of numbers, got an array of shape {row.shape}")
        _check_range(row, len(self), "ids")
        return [self.tokens[i] for i in row.tolist()]

    def coverage(self, token_lists: Iterable[Iterable[str]]) -> float:
        """Share of the tokens of a corpus that this vocabulary knows.

        Args:
            token_lists: The texts as lists of tokens.

        Returns:
            A number from 0 to 1; one minus it is the share that becomes `<unk>`.

        Raises:
            ValueError: If there is no token.
        """
        seen = _count(token_lists)
        if not seen:
            raise ValueError("token_lists holds no token: the coverage of nothing is not defined")
        known = sum(count for token, count in seen.items() if token in self._ids and token != UNK)
        return known / sum(seen.values())

    def save(self, path: str | Path) -> None:
        """Write the vocabulary as JSON. The file appears when it is complete, or not at all.

        Args:
            path: Where to; a file that is there is replaced.
        """
        content = {"format": _FORMAT, "version": _FORMAT_VERSION, "specials": self.specials}
        content |= {"tokens": self.tokens, "counts": self.counts}
        with _cache.written_whole(Path(path)) as file:
            file.write(json.dumps(content).encode("ascii"))

    @classmethod
    def load(cls, path: str | Path) -> "Vocabulary":
        """Read what `save` wrote.

        Args:
            path: The file.

        Returns:
            An equal vocabulary.

        Raises:
            FileNotFoundError: If there is no such file.
            ValueError: If the file is damaged, is something else, or was written by another version.
        """
        path = Path(path)
        again = "fit the vocabulary again and save it"
        try:
            content = json.loads(path.read_bytes())
        except FileNotFoundError:
            raise FileNotFoundError(f"no vocabulary file {path}: {again}, or correct the path") from None
        except ValueError as error:
            raise ValueError(f"{path} is damaged or is not a vocabulary ({error}): {again}") from None
        if not isinstance(content, dict) or content.get("format") != _FORMAT:
            raise ValueError(f"{path} is not a vocabulary file: {again}, or correct the path")
        if content.get("version") != _FORMAT_VERSION:
            raise ValueError(
                f"{path} has format version {content.get('version')!r}, "
                f"this lib reads {_FORMAT_VERSION}: {again}"
            )
        try:
            return cls(**_checked(content))
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path} is damaged ({error}): {again}") from None

    def _special(self, token: str) -> int:
        if token not in self._ids:
            raise ValueError(f"this vocabulary has no {token}: fit it with {token} among the specials")
        return self._ids[token]

    def _unknown(self, token: object) -> str:
        remedy = f"fit it with {UNK} among the specials"
        return f"token {token!r} is not in the vocabulary, and there is no {UNK}: {remedy}"


def _checked(content: dict[str, Any]) -> dict[str, Any]:
    kinds = {"tokens": str, "counts": int, "specials": str}
    for name, kind in kinds.items():
        entries = content[name]
        if not isinstance(entries, list) or not all(type(entry) is kind for entry in entries):
            raise ValueError(f"{name} is not a list of {kind.__name__}")
    return {name: content[name] for name in kinds}


def _check_specials(specials: tuple[str, ...]) -> None:
    for special in specials:
        if len(special) < 2 or len(words(special)) < 2 or special.split() != [special]:
            raise ValueError(f"specials: {special!r} could stand in a text; write it with marks, like {PAD}")
    if len(set(specials)) != len(specials):
        raise ValueError(f"specials must be distinct, got {specials}")
    if PAD in specials[1:]:
        raise ValueError(f"specials must begin with {PAD}, whose id is 0; got {specials}")


def _count(token_lists: Iterable[Iterable[str]]) -> dict[str, int]:
    if isinstance(token_lists, str):
        raise ValueError("token_lists must be lists of tokens, got a string: call tokenize([text]) first")
    if not isinstance(token_lists, TokenLists):
        token_lists = TokenLists.from_lists(map(_not_a_string, token_lists))
    counts = np.bincount(token_lists.codes, minlength=len(token_lists.types)).tolist()  # (types,)
    return {token: count for token, count in zip(token_lists.types, counts, strict=True) if count}


def _not_a_string(tokens: Iterable[str]) -> Iterable[str]:
    if isinstance(tokens, str):
        raise ValueError(
            f"token_lists must hold lists of tokens, got the string {tokens[:40]!r}: call tokenize first"
        )
    return tokens


# ------------------------------------------------------------------------------------------------------------
# Batches


def lengths(sequences: Iterable[Sequence[Any]]) -> np.ndarray:
    """Number of elements of each sequence.

    Args:
        sequences: m sequences: token lists, ids or texts.

    Returns:
        `(m,)` int64.
    """
    if isinstance(sequences, TokenLists):
        return sequences.lengths()
    return np.array([len(sequence) for sequence in sequences], dtype=np.int64)


def pad(
    sequences: Iterable[ArrayLike],
    length: int | None = None,
    *,
    padding: Side,
    truncating: Side,
    value: int = 0,
) -> np.ndarray:
    """One array of sequences of different lengths: shorter ones are filled up, longer ones cut.

    Both sides must be given: what a default does here is easily forgotten. The names are those of Keras.

    Args:
        sequences: m sequences of ids.
        length: Number of columns T; None takes the longest sequence.
        padding: Where the fill goes: "pre" before the sequence, "post" after it.
        truncating: Where elements are dropped: "pre" keeps the last T, "post" the first T.
        value: What to fill with.

    Returns:
        `(m, T)` int32.

    Raises:
        ValueError: If `sequences` is empty or holds something else than whole numbers, `length` is below 1,
            or a side is neither "pre" nor "post".
    """
    for name, side in (("padding", padding), ("truncating", truncating)):
        if side not in ("pre", "post"):
            raise ValueError(f'{name} must be "pre" or "post", got {side!r}')
    rows = [_integers(row, f"sequences[{i}]") for i, row in enumerate(sequences)]
    if not rows:
        raise ValueError("sequences must hold at least one sequence, got none")
    T = _length(rows, length)
    out = np.full((len(rows), T), _integers(value, "value"), dtype=np.int32)  # (m, T)
    for i, row in enumerate(rows):
        if row.ndim != 1:
            raise ValueError(f"sequences[{i}] must be one row of ids, got shape {row.shape}")
        kept = row[-T:] if truncating == "pre" else row[:T]  # (<= T,)
        if padding == "pre":
            out[i, T - len(kept) :] = kept
        else:
            out[i, : len(kept)] = kept
    return out


def _length(rows: list[np.ndarray], length: int | None) -> int:
    if length is None:
        length = max(row.size for row in rows)
        if length == 0:
            raise ValueError("sequences are all empty: give the length to pad them to")
    _check_at_least("length", length)
    return int(length)


def mask(ids: ArrayLike, pad_id: int = 0) -> np.ndarray:
    """Where a padded array holds tokens.

    Args:
        ids: `(m, T)` ids.
        pad_id: The id of padding.

    Returns:
        `(m, T)` bool: True for a token, False for padding.

    Raises:
        ValueError: If `ids` does not hold whole numbers.
    """
    return _integers(ids, "ids") != pad_id


def one_hot(ids: ArrayLike, depth: int, *, missing: int | None = None) -> np.ndarray:
    """One-hot vectors: all zeros but a one at the position of the id.

    Args:
        ids: `(...)` ids from 0 to `depth - 1`.
        depth: Length of each vector.
        missing: An id that stands for a missing answer, e.g. -1: it becomes the zero vector.

    Returns:
        `(..., depth)` float32.

    Raises:
        ValueError: If an id is out of range or not an integer, or `depth` is below 1.
    """
    positions = _integers(ids, "ids")  # (...)
    _check_at_least("depth", depth)
    known = np.ones(positions.shape, dtype=bool) if missing is None else positions != missing
    _check_range(positions[known], depth, "ids")
    return (positions[..., None] == np.arange(depth)).astype(np.float32) * known[..., None]  # (..., depth)


def multi_hot(
    sequences: Sequence[ArrayLike],
    depth: int,
    *,
    counts: bool = False,
    pad_id: int | None = 0,
    dtype: DTypeLike = np.uint8,
) -> np.ndarray:
    """A bag of words: which ids occur in each sequence, or how often.

    Args:
        sequences: m sequences of ids, or an array `(m, T)`.
        depth: Number of ids, the size of the vocabulary.
        counts: Whether to count an id each time it occurs.
        pad_id: This id is left out, so that padding changes nothing; None leaves nothing out.
        dtype: Type of the result. The default takes a quarter of the memory of float32; a count is cut at
            255.

    Returns:
        `(m, depth)`, rows of 0 and 1, or of counts.

    Raises:
        ValueError: If an id is out of range or not an integer, `sequences` is empty, or `depth` is below 1.
    """
    _check_at_least("depth", depth)
    if len(sequences) == 0:
        raise ValueError("sequences must hold at least one sequence, got none")
    bags = np.zeros((len(sequences), depth), dtype=dtype)  # (m, depth)
    for i, sequence in enumerate(sequences):
        row = _integers(sequence, f"sequences[{i}]")  # (T,)
        _check_range(row, depth, f"sequences[{i}]")
        if not counts:
            bags[i, row] = 1
            continue
        numbers = np.bincount(row, minlength=depth)  # (depth,)
        bags[i] = np.minimum(numbers, np.iinfo(dtype).max) if bags.dtype.kind in "iu" else numbers
    if pad_id is not None:
        _check_range(np.array([pad_id]), depth, "pad_id")
        bags[:, pad_id] = 0
    return bags


def bucket_by_length(lengths: ArrayLike, batch_size: int, *, seed: int | None = None) -> list[np.ndarray]:
    """Batches of sequences that are about equally long, so that little padding is needed.

    Args:
        lengths: `(m,)` lengths of the sequences.
        batch_size: Sequences in a batch; the last one may hold fewer.
        seed: Shuffles equally long sequences, and the order of the batches; None keeps them sorted by length.

    Returns:
        Arrays of positions; together they hold each of 0 ... m - 1 once.

    Raises:
        ValueError: If a length is negative or not an integer, there is none, or `batch_size` is below 1.
    """
    sizes = _checked_lengths(lengths)
    _check_at_least("batch_size", batch_size)
    if seed is None:
        order = np.argsort(sizes, kind="stable")  # (m,)
        return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    rng = np.random.default_rng(seed)
    shuffled = rng.permutation(len(sizes))  # (m,)
    order = shuffled[np.argsort(sizes[shuffled], kind="stable")]  # (m,)
    batches = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    return [batches[i] for i in rng.permutation(len(batches))]


def padded_steps(lengths: ArrayLike, batches: Sequence[ArrayLike] | None = None) -> int:
    """Time steps that are computed on padding when each batch is padded to its longest sequence.

    Args:
        lengths: `(m,)` lengths of the sequences.
        batches: Arrays of positions, e.g. from `bucket_by_length`; None takes all sequences as one batch.

    Returns:
        The number of padded steps, over all batches.

    Raises:
        ValueError: If a length is negative or not an integer, there is none, or a position is out of range.
    """
    sizes = _checked_lengths(lengths)
    total = 0
    for batch in [np.arange(len(sizes))] if batches is None else batches:
        positions = _integers(batch, "batches")  # (batch_size,)
        _check_range(positions, len(sizes), "batches")
        chosen = sizes[positions]  # (batch_size,)
        total += int(chosen.max(initial=0)) * len(chosen) - int(chosen.sum())
    return total


def _checked_lengths(values: ArrayLike) -> np.ndarray:
    sizes = _integers(values, "lengths").astype(np.int64)
    if sizes.ndim != 1 or sizes.size == 0:
        raise ValueError(f"lengths must be a row of at least one number, got shape {sizes.shape}")
    if sizes.min() < 0:
        raise ValueError(f"lengths must not be negative, got {sizes.min()}")
    return sizes


def _check_at_least(name: str, value: object, least: int = 1) -> None:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}")


def _check_range(values: np.ndarray, size: int, name: str) -> None:
    if values.size and (values.min() < 0 or values.max() >= size):
        wrong = values.min() if values.min() < 0 else values.max()
        raise ValueError(f"{name} must lie between 0 and {size - 1}, got {wrong}")


_INT32 = np.iinfo(np.int32)


def _integers(values: ArrayLike, name: str) -> np.ndarray:
    """An integer array that fits in int32, or a ValueError that names the argument."""
    try:
        numbers = np.asarray(values)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{name} must be an array of whole numbers: {error}") from None
    if numbers.size == 0:
        return numbers.astype(np.int32)
    if numbers.dtype.kind not in "iu":
        raise ValueError(f"{name} must hold whole numbers, got {numbers.dtype}")
    if (
        numbers.dtype.itemsize > 2
        and numbers.dtype != np.int32
        and (numbers.max() > _INT32.max or numbers.min() < _INT32.min)
    ):
        raise ValueError(f"{name} holds a number that does not fit in 32 bits")
    return numbers
