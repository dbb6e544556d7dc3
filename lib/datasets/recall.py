"""A task with one dial: recall a token that was seen exactly k tokens before the end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib._arguments import check_at_least


@dataclass(frozen=True)
class Recall:
    """Sequences of one length, each with one key to remember.

    Attributes:
        ids: int array `(m, T)`, the tokens as indices into `vocabulary`; 0, the padding, does not occur.
        labels: int array `(m,)`, which key stands in each sequence, from 0 to the number of keys - 1.
        vocabulary: The tokens: "<pad>", then the keys, then the distractors.
    """

    ids: NDArray[np.int64]
    labels: NDArray[np.int64]
    vocabulary: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def tokens(self) -> list[list[str]]:
        """The m sequences as lists of T tokens."""
        return [[self.vocabulary[i] for i in row] for row in self.ids.tolist()]


def make_recall(
    m: int, distance: int, seed: int = 0, *, keys: int = 2, distractors: int = 20, length: int | None = None
) -> Recall:
    """Draws sequences in which one token decides and everything else is noise.

    The label says which key it was. The key stands at position `T - 1 - distance`; every other token is drawn
    evenly from the distractors, so that a model that has forgotten the key is right once in `keys` times.

    Args:
        m: How many sequences.
        distance: Tokens after the key. 0 puts it at the end.
        seed: Seed of the draw.
        keys: Number of different keys, at least 2; each label is as frequent as the others, within one.
        distractors: Number of different other tokens, at least 1.
        length: T, tokens a sequence, at least `distance + 1`. By default `distance + 5`: four distractors
            stand before the key.

    Returns:
        `Recall` with ids `(m, T)`, labels `(m,)` and the vocabulary of `1 + keys + distractors` tokens.

    Raises:
        ValueError: If an argument is out of its range or is no whole number.

    Reference:
        Hochreiter, S. and Schmidhuber, J. (1997), "Long short-term memory", section 5.2.
    """
    check_at_least("distance", distance, 0)
    length = distance + 5 if length is None else length
    check_at_least("m", m, 0)
    check_at_least("keys", keys, 2)
    check_at_least("distractors", distractors)
    check_at_least("length", length, distance + 1)
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(m) % keys)  # (m,)
    ids = rng.integers(1 + keys, 1 + keys + distractors, size=(m, length))  # (m, T)
    ids[:, length - 1 - distance] = 1 + labels
    names = [f"key{i}" for i in range(keys)] + [f"noise{i}" for i in range(distractors)]
    return Recall(ids, labels, ("<pad>", *names))
