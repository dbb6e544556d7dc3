"""The dictionary: from tokens to ids, and back."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from lib._arguments import check_at_least, check_range, integer_row
from lib.text.tokens import TokenLists, words

PAD, UNK, BOS, EOS = "<pad>", "<unk>", "<bos>", "<eos>"


class _Ids(dict[str, int]):
    """Ids by token; a token that is not there has the id of `<unk>`."""

    def __missing__(self, token: str) -> int:
        if not isinstance(token, str):
            raise ValueError(f"tokens must be strings, got {token!r}")
        if UNK not in self:
            raise ValueError(
                f"token {token!r} is not in the vocabulary, and there is no {UNK}: "
                f"fit it with {UNK} among the specials"
            )
        return self[UNK]


@dataclass(frozen=True, repr=False)
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
        ValueError: If a token is not a string or stands twice, a count is not a whole number of at least 0,
            `<pad>` is not the first, or a special could be an ordinary word.
    """

    tokens: tuple[str, ...]
    counts: tuple[int, ...]
    specials: tuple[str, ...] = (PAD, UNK)
    _ids: _Ids = field(init=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("tokens", "counts", "specials"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        _check_specials(self.specials)
        if self.tokens[: len(self.specials)] != self.specials:
            raise ValueError(f"tokens must begin with the specials {self.specials}, got {self.tokens[:5]}")
        if len(self.counts) != len(self.tokens):
            raise ValueError(
                f"counts must have one entry a token: {len(self.tokens)}, got {len(self.counts)}"
            )
        for token, count in zip(self.tokens, self.counts, strict=True):
            if not isinstance(token, str):
                raise ValueError(f"tokens must be strings, got {token!r}")
            check_at_least("each of counts", count, 0)
        ids = _Ids({token: i for i, token in enumerate(self.tokens)})
        if len(ids) != len(self.tokens):
            raise ValueError("tokens must be distinct: one stands twice")
        object.__setattr__(self, "_ids", ids)

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
        tokens = (*specials, *(token for _, token in kept))
        return cls(tokens, (*special_counts, *(-count for count, _ in kept)), specials)

    def __len__(self) -> int:
        return len(self.tokens)

    def __contains__(self, token: object) -> bool:
        return token in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self.tokens)

    def __getitem__(self, token: str) -> int:
        """The id of one token; that of `<unk>` if it is not known."""
        return self.encode([token])[0]

    def __repr__(self) -> str:
        return (
            f"<Vocabulary of {len(self):,}: {', '.join(self.tokens[:8])}{', ...' if len(self) > 8 else ''}>"
        )

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
            ValueError: If a token is not a string, or not known and the vocabulary has no `<unk>`; or if
                `tokens` is a string.
        """
        if isinstance(tokens, str):
            raise ValueError(
                "tokens must be a list of tokens, got a string: call words() or characters() first"
            )
        return [self._ids[token] for token in tokens]

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
        missing = self._ids.get(UNK, -1)
        table = np.array([self._ids.get(token, missing) for token in token_lists.types], np.int32)  # (types,)
        ids = table[token_lists.codes]  # (n,)
        if missing < 0 and (ids < 0).any():
            self.encode([token_lists.types[token_lists.codes[ids.argmin()]]])  # raises
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
        row = integer_row("ids", list(ids))  # (T,)
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


def _check_specials(specials: tuple[str, ...]) -> None:
    for special in specials:
        if len(special) < 2 or len(words(special)) < 2 or special.split() != [special]:
            raise ValueError(f"specials: {special!r} could stand in a text; write it with marks, like {PAD}")
    if len(set(specials)) != len(specials):
        raise ValueError(f"specials must be distinct, got {specials}")
    if PAD in specials[1:]:
        raise ValueError(f"specials must begin with {PAD}, whose id is 0; got {specials}")


def _count(token_lists: Iterable[Iterable[str]]) -> dict[str, int]:
    if not isinstance(token_lists, TokenLists):
        token_lists = TokenLists.from_lists(token_lists)
    counts = np.bincount(token_lists.codes, minlength=len(token_lists.types)).tolist()  # (types,)
    return {token: count for token, count in zip(token_lists.types, counts, strict=True) if count}
