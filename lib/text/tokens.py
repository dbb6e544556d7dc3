"""From texts to tokens."""

import functools
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import DTypeLike

from lib import _cache

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_APOSTROPHES = str.maketrans("\u2019\u00b4\x92", "'''")
# Vowel signs and accents that are characters of their own, and the joiners; none stands beyond these planes
# but selectors of glyphs.
_MARKS = "".join(c for c in map(chr, range(0x20000)) if unicodedata.category(c)[0] == "M") + "\u200c\u200d"
# A word may hold apostrophes (don't, rock'n'roll); every other sign is a token of its own. Marks stay with
# what they stand on. ASCII has none, and is split four times as fast without.
_LETTERS = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_WORD_OR_SIGN = re.compile(rf"{_LETTERS}(?:'{_LETTERS})*|(?:[^\w\s]|_)[{_MARKS}]*")
_WORD_OR_SIGN_IN_ASCII = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")


def words(text: str, lower: bool = True) -> list[str]:
    """Split a text into words and punctuation.

    A word is a run of letters and digits; an apostrophe inside it stays (`don't`), a typographic one as a
    plain one. Each other sign is a token. Accents and vowel signs stay with their letter, so that a word of
    Hindi is one token. White space and the `<br />` tags of web reviews separate tokens and are dropped.
    Since `<` and `>` are signs, no text can produce a special token such as `<pad>`.

    Words are found by what stands between them: in languages that write none between words (Chinese,
    Japanese, Thai) a whole run of letters becomes one token. There, use `characters`.

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
    return (_WORD_OR_SIGN_IN_ASCII if text.isascii() else _WORD_OR_SIGN).findall(text)


def characters(text: str) -> list[str]:
    """Split a text into its characters; `"".join` is the inverse.

    Args:
        text: Any text; an empty one gives no tokens.

    Returns:
        The characters in order, white space included.
    """
    return list(text)


# Tokenisers whose results may be kept on disk. Raise the number when one of them changes what it returns.
_VERSIONS: dict[Callable[..., list[str]], str] = {words: "words 2", characters: "characters 1"}

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
            if isinstance(tokens, str):
                raise ValueError(
                    f"tokens of a text must be a list of strings, got the string {tokens[:40]!r}: "
                    "split it first, as tokenize does with words"
                )
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
            raise ValueError(f"tokens must be strings, got {token!r}")
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
        ValueError: If `texts` is a single string or holds something else than strings, or the tokeniser
            returns something else than lists of strings.
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
    return _cache.cached("tokens", key, lambda: _pack(texts, tokenizer), _unpack)


def _identity(tokenizer: Callable[..., list[str]]) -> str | None:
    if isinstance(tokenizer, functools.partial):
        inner = _identity(tokenizer.func)
        return inner and f"{inner} {tokenizer.args!r} {sorted(tokenizer.keywords.items())!r}"
    return next((version for known, version in _VERSIONS.items() if known is tokenizer), None)


def _pack(texts: list[str], tokenizer: Callable[[str], list[str]]) -> dict[str, np.ndarray]:
    lists = TokenLists.from_lists(map(tokenizer, texts))
    packed = {"codes": lists.codes, "offsets": lists.offsets}
    return packed | _cache.pack_strings(lists.types, "types")


def _unpack(arrays: dict[str, np.ndarray]) -> TokenLists:
    return TokenLists(_cache.unpack_strings(arrays, "types"), arrays["codes"], arrays["offsets"])


def _view(numbers: "array[int]", dtype: DTypeLike) -> np.ndarray:
    return np.frombuffer(numbers, dtype=dtype) if numbers else np.zeros(0, dtype=dtype)
