"""n-gram language models: the next token from counts of the last few."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least, check_range, integer_row

NO_TOKEN = -1  # stands in a context before the beginning of a text
UNKNOWN = -1  # number of a context that was never seen


@dataclass(frozen=True)
class _Grams:
    """Tokens after contexts of one length, with their counts.

    The last entry of each array but the first is a 0, which UNKNOWN finds as entry -1.

    Attributes:
        keys: `(g,)`, sorted; `context·v + token` of each that occurs.
        counts: `(g+1,)`, how often.
        totals: `(contexts+1,)`, the sum of the counts of a context.
        followers: `(contexts+1,)`, how many different tokens follow it.
    """

    keys: np.ndarray
    counts: np.ndarray
    totals: np.ndarray
    followers: np.ndarray

    @classmethod
    def of(cls, keys: np.ndarray, counts: np.ndarray, contexts: int, v: int) -> "_Grams":
        context = keys // v  # (g,)
        totals = np.bincount(context, weights=counts, minlength=contexts + 1)
        return cls(keys, np.append(counts, 0), totals, np.bincount(context, minlength=contexts + 1))

    def after(self, context: np.ndarray, tokens: np.ndarray, v: int) -> "_After":
        """What is counted after k contexts, of which UNKNOWN has never been seen.

        Args:
            context: `(k, 1)`.
            tokens: `(k, c)` or `(1, c)`.
            v: Size of the vocabulary.
        """
        keys = np.where(context == UNKNOWN, UNKNOWN, context * v + tokens)  # (k, c)
        return _After(self.counts[_find(self.keys, keys)], self.totals[context], self.followers[context])


class _After(NamedTuple):
    """Counts of tokens `(k, c)` after contexts, and of all tokens and of different ones, `(k, 1)` each."""

    seen: np.ndarray
    total: np.ndarray
    followers: np.ndarray


class _NGrams(ABC):
    """What the two models have in common."""

    def __init__(self, n: int, v: int, bos: int | None = None) -> None:
        check_at_least("n", n)
        check_at_least("v", v)
        if bos is not None:
            check_at_least("bos", bos, 0)
            check_range("bos", np.array([bos]), v)
        self.n, self.v, self.bos = n, v, bos
        # Contexts are numbered anew for each length, from the last token back: a context of two tokens is
        # the pair (number of the last one, the token before it), written as one whole number.
        self._longer: list[np.ndarray] = []
        self._grams: list[_Grams] = []

    def fit(self, sequences: Iterable[ArrayLike]) -> Self:
        """Counts the n-grams of m sequences; what was counted before is forgotten.

        Args:
            sequences: m lists of ids. No n-gram reaches from one into the next.

        Returns:
            The model.

        Raises:
            ValueError: If there is no token at all, or an id is not in the vocabulary.
        """
        rows = [self._checked(f"sequences[{i}]", row) for i, row in enumerate(sequences)]
        if not sum(map(len, rows)):
            raise ValueError("there is no token to count")
        tokens = np.concatenate(rows).astype(np.int64)  # (k,)
        contexts = np.concatenate([self._contexts(row)[:-1] for row in rows])  # (k, n-1)
        self._longer = []
        numbers = [np.zeros(len(tokens), dtype=np.int64)]  # (k,) for each length
        for older in contexts.T[::-1]:  # (k,)
            pairs = self._pairs(numbers[-1], older)  # (k,)
            self._longer.append(np.unique(pairs[pairs >= 0]))
            numbers.append(_find(self._longer[-1], pairs))
        self._grams = self._count([_unique(number, tokens, self.v) for number in numbers])
        return self

    def probabilities(self, context: ArrayLike) -> np.ndarray:
        """The distribution of the next token.

        Args:
            context: Ids of the text so far, `(T,)`; only the last n-1 count, and there may be none.

        Returns:
            `(v,)`; they add up to 1, after a context that was never seen, too.

        Raises:
            ValueError: If the model was not fitted, or an id is not in the vocabulary.
        """
        self._check_fitted()
        contexts = self._contexts(self._checked("context", context))[-1:]  # (1, n-1)
        return self._probability(contexts, np.arange(self.v)[None])[0]  # (v,)

    def log_probabilities(self, ids: ArrayLike) -> np.ndarray:
        """Natural logarithm of the probability of each token, given those before it.

        Args:
            ids: One sequence, `(T,)`.

        Returns:
            `(T,)`; their sum is the logarithm of the probability of the sequence.

        Raises:
            ValueError: If the model was not fitted, or an id is not in the vocabulary.
        """
        self._check_fitted()
        row = self._checked("ids", ids)
        contexts = self._contexts(row)[:-1]  # (T, n-1)
        return _log(self._probability(contexts, row[:, None].astype(np.int64))[:, 0])  # (T,)

    def nats(self, sequences: Iterable[ArrayLike]) -> float:
        """Cross-entropy for each token of m sequences, in nats.

        Args:
            sequences: m lists of ids.

        Returns:
            The mean over all tokens; `lib.metrics.perplexity` turns it into a perplexity.

        Raises:
            ValueError: If there is no token, the model was not fitted, or an id is not in the vocabulary.
        """
        logs = [self.log_probabilities(ids) for ids in sequences]
        if not sum(map(len, logs)):
            raise ValueError("there is no token to judge")
        return -float(np.concatenate(logs).mean())

    def start(self, m: int = 1) -> np.ndarray:
        """The state of m texts before their first token, `(m, n-1)`: the last n-1 ids."""
        check_at_least("m", m)
        return np.full((m, self.n - 1), NO_TOKEN if self.bos is None else self.bos, dtype=np.int64)

    def step(self, ids: ArrayLike, state: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Reads one token of each of m texts.

        Args:
            ids: `(m,)`.
            state: `(m, n-1)`, what `start` or `step` returned.

        Returns:
            Natural logarithms of the probabilities of the next token, `(m, v)`, and the next state.

        Raises:
            ValueError: If the model was not fitted, or an id is not in the vocabulary.
        """
        self._check_fitted()
        newest = self._checked("ids", ids)[:, None]  # (m, 1)
        state = np.concatenate([state, newest], axis=1)[:, 1:]  # (m, n-1)
        return _log(self._probability(state, np.arange(self.v)[None])), state

    def select(self, state: np.ndarray, rows: ArrayLike) -> np.ndarray:
        """The states of the texts in `rows`, in this order."""
        return state[np.asarray(rows)]

    @abstractmethod
    def _count(self, grams: list[_Grams]) -> list[_Grams]:
        """What is counted for each length of context, made from the n-grams of the text."""

    @abstractmethod
    def _probability(self, contexts: np.ndarray, tokens: np.ndarray) -> np.ndarray:
        """Probabilities `(k, c)` of tokens `(k, c)` or `(1, c)` after contexts `(k, n-1)`."""

    def _after(self, contexts: np.ndarray, tokens: np.ndarray) -> Iterator[_After]:
        """What is counted after the last 0, 1, ... n-1 tokens of each context."""
        number = np.zeros(len(contexts), dtype=np.int64)  # (k,)
        yield self._grams[0].after(number[:, None], tokens, self.v)
        steps = zip(self._longer, contexts.T[::-1], self._grams[1:], strict=True)
        for longer, older, grams in steps:
            number = _find(longer, self._pairs(number, older))  # (k,)
            yield grams.after(number[:, None], tokens, self.v)

    def _contexts(self, row: np.ndarray) -> np.ndarray:
        """The n-1 ids before each token, and after the last one, `(T+1, n-1)`."""
        padded = np.concatenate([self.start()[0], row])  # (n-1+T,)
        if self.n == 1:
            return np.empty((len(row) + 1, 0), dtype=np.int64)
        return np.lib.stride_tricks.sliding_window_view(padded, self.n - 1)

    def _pairs(self, number: np.ndarray, older: np.ndarray) -> np.ndarray:
        known = (number >= 0) & (older >= 0)
        return np.where(known, number * self.v + older, UNKNOWN)

    def _checked(self, name: str, ids: ArrayLike) -> np.ndarray:
        row = integer_row(name, ids)
        check_range(name, row, self.v)
        return row

    def _check_fitted(self) -> None:
        if not self._grams:
            raise ValueError("this model has counted nothing yet: call fit first")


class AddK(_NGrams):
    r"""n-gram model that adds k to every count.

    $$\Pr(w \mid c) = \frac{\mathrm{count}(c, w) + k}{\mathrm{count}(c) + k v}$$

    Here c are the last n-1 tokens, or fewer at the beginning of a text. With k = 1 this is Laplace's rule.
    With k = 0 what was never seen has probability zero; after a context that was never seen all tokens are
    alike.

    Args:
        n: Number of tokens in an n-gram: 1 counts tokens, 2 pairs of neighbours.
        v: Size of the vocabulary.
        k: What is added, at least 0.
        bos: Id that stands n-1 times before each text; None for nothing. It is a context and nothing else:
            the counts never expect it.

    Raises:
        ValueError: If n or v is below 1, k is negative or not finite, or bos is not in the vocabulary.

    Example:
        >>> model = AddK(2, v=4, k=1).fit([[0, 1, 2], [0, 1, 3]])
        >>> model.probabilities([1]).round(3).tolist()
        [0.167, 0.167, 0.333, 0.333]
    """

    def __init__(self, n: int, v: int, k: float = 1.0, bos: int | None = None) -> None:
        super().__init__(n, v, bos)
        if not (np.isfinite(k) and k >= 0):
            raise ValueError(f"k must be a number of at least 0, got {k!r}")
        self.k = float(k)

    def _count(self, grams: list[_Grams]) -> list[_Grams]:
        return grams

    def _probability(self, contexts: np.ndarray, tokens: np.ndarray) -> np.ndarray:
        length = (contexts != NO_TOKEN).sum(
            axis=1, keepdims=True
        )  # (k, 1), shorter at the beginning of a text
        probability = np.full((len(contexts), tokens.shape[1]), 1 / self.v)  # (k, c)
        for here, after in enumerate(self._after(contexts, tokens)):
            total = after.total + self.k * self.v  # (k, 1)
            share = np.divide(after.seen + self.k, total, where=total > 0, out=probability.copy())  # (k, c)
            probability = np.where((length == here) & (total > 0), share, probability)
        return probability


class KneserNey(_NGrams):
    r"""Interpolated Kneser-Ney: a discount off each count, given to what the shorter context expects.

    $$\Pr(w \mid c) = \frac{\max(\mathrm{count}(c, w) - D, 0)}{\mathrm{count}(c)}
      + \frac{D \cdot \mathrm{followers}(c)}{\mathrm{count}(c)} \Pr(w \mid c')$$

    c' lacks the oldest token of c, and followers(c) is how many different tokens follow c. Below the full
    length count(c', w) is not how often w follows c', but after how many different tokens c' w stands: a word
    that is frequent after one other word only, as *Francisco*, is not expected elsewhere. The shortest
    distribution is mixed with 1/v, so no token has probability zero.

    Args:
        n: Number of tokens in an n-gram.
        v: Size of the vocabulary.
        discount: D, above 0 and below 1.
        bos: As for `AddK`.

    Raises:
        ValueError: If n or v is below 1, or the discount or bos is out of range.

    Example:
        >>> model = KneserNey(2, v=3, discount=0.5).fit([[0, 1, 0, 1, 2]])
        >>> model.probabilities([1]).sum().round(6)
        1.0

    Reference:
        Kneser, R. and Ney, H. (1995), "Improved backing-off for m-gram language modeling".
        Chen, S. F. and Goodman, J. (1999), "An empirical study of smoothing techniques for language
        modeling", for the interpolated form.
    """

    def __init__(self, n: int, v: int, discount: float = 0.75, bos: int | None = None) -> None:
        super().__init__(n, v, bos)
        if not 0 < discount < 1:
            raise ValueError(f"discount must lie between 0 and 1, got {discount!r}")
        self.discount = float(discount)

    def _count(self, grams: list[_Grams]) -> list[_Grams]:
        sizes = [1, *map(len, self._longer)]  # how many contexts there are of each length
        shorter = [self._continuations(*row) for row in zip(grams[1:], self._longer, sizes[:-1], strict=True)]
        return [*shorter, grams[-1]]

    def _probability(self, contexts: np.ndarray, tokens: np.ndarray) -> np.ndarray:
        probability = np.full((len(contexts), tokens.shape[1]), 1 / self.v)  # (k, c)
        for after in self._after(contexts, tokens):
            total = np.maximum(after.total, 1)  # (k, 1)
            kept = np.maximum(after.seen - self.discount, 0) / total  # (k, c)
            given = self.discount * after.followers / total  # (k, 1)
            probability = np.where(after.total > 0, kept + given * probability, probability)
        return probability

    def _continuations(self, grams: _Grams, contexts: np.ndarray, size: int) -> _Grams:
        """After how many different tokens each n-gram stands whose context lacks the oldest token.

        There are `size` shorter contexts; those that only begin a text stand after none.
        """
        shorter = contexts // self.v  # (contexts,)
        keys = shorter[grams.keys // self.v] * self.v + grams.keys % self.v  # (g,)
        return _Grams.of(*np.unique(keys, return_counts=True), size, self.v)


def _unique(number: np.ndarray, tokens: np.ndarray, v: int) -> _Grams:
    known = number >= 0
    keys, counts = np.unique(number[known] * v + tokens[known], return_counts=True)
    return _Grams.of(keys, counts, int(number.max(initial=0)) + 1, v)


def _find(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each stands among sorted keys, or UNKNOWN."""
    if not keys.size:
        return np.full(wanted.shape, UNKNOWN)
    place = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
    return np.where(keys[place] == wanted, place, UNKNOWN)


def _log(probability: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):  # the logarithm of 0 is minus infinity, and meant
        return np.log(probability)
