"""The dictionary: from tokens to ids, and back."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

import numpy as np

from lib._arguments import check_at_least, check_range, integers
from lib.text.tokens import TokenLists, words

PAD, UNK, BOS, EOS = "<pad>", "<unk>", "<bos>", "<eos>"


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
        check_at_least("min_count", min_count)
        if size is not None:
            check_at_least("size", size, len(specials) + 1)  # room for one token
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
        row = integers("ids", list(ids))  # (T,)
        if row.ndim != 1:
            raise ValueError(f"ids must be one row of numbers, got an array of shape {row.shape}")
        check_range("ids", row, len(self))
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

    def _special(self, token: str) -> int:
        if token not in self._ids:
            raise ValueError(f"this vocabulary has no {token}: fit it with {token} among the specials")
        return self._ids[token]

    def _unknown(self, token: object) -> str:
        remedy = f"fit it with {UNK} among the specials"
        return f"token {token!r} is not in the vocabulary, and there is no {UNK}: {remedy}"


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
