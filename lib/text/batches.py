"""From ids to arrays, batch-first: padded batches, masks, one-hot vectors. Id 0 is padding."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least, check_range, integer_row, integers
from lib.text.tokens import TokenLists

Side = Literal["pre", "post"]


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
) -> np.ndarray:
    """One array of sequences of different lengths: shorter ones are filled up with 0, longer ones cut.

    Both sides must be given: what a default does here is easily forgotten. The names are those of Keras.

    Args:
        sequences: m sequences of ids.
        length: Number of columns T; None takes the longest sequence.
        padding: Where the fill goes: "pre" before the sequence, "post" after it.
        truncating: Where elements are dropped: "pre" keeps the last T, "post" the first T.

    Returns:
        `(m, T)` int32.

    Raises:
        ValueError: If `sequences` is empty or holds something else than rows of whole numbers, `length` is
            below 1, or a side is neither "pre" nor "post".
    """
    for name, side in (("padding", padding), ("truncating", truncating)):
        if side not in ("pre", "post"):
            raise ValueError(f'{name} must be "pre" or "post", got {side!r}')
    rows = _rows("sequences", sequences)
    T = _length(rows, length)
    out = np.zeros((len(rows), T), dtype=np.int32)  # (m, T)
    for i, row in enumerate(rows):
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
    check_at_least("length", length)
    return int(length)


def mask(ids: ArrayLike) -> np.ndarray:
    """Where a padded array holds tokens.

    Args:
        ids: `(m, T)` ids.

    Returns:
        `(m, T)` bool: True for a token, False for padding.

    Raises:
        ValueError: If `ids` does not hold whole numbers.
    """
    return integers("ids", ids) != 0


def one_hot(ids: ArrayLike, depth: int) -> np.ndarray:
    """One-hot vectors: all zeros but a one at the position of the id.

    Args:
        ids: `(...)` ids from 0 to `depth - 1`.
        depth: Length of each vector.

    Returns:
        `(..., depth)` float32.

    Raises:
        ValueError: If an id is out of range or not an integer, or `depth` is below 1.
    """
    positions = integers("ids", ids)  # (...)
    check_at_least("depth", depth)
    check_range("ids", positions, depth)
    return (positions[..., None] == np.arange(depth)).astype(np.float32)  # (..., depth)


def multi_hot(sequences: Iterable[ArrayLike], depth: int) -> np.ndarray:
    """A bag of words: which ids occur in each sequence. Padding, id 0, is left out.

    Args:
        sequences: m sequences of ids, or an array `(m, T)`.
        depth: Number of ids, the size of the vocabulary.

    Returns:
        `(m, depth)`, rows of 0 and 1, uint8: a quarter of the memory of float32.

    Raises:
        ValueError: If an id is out of range or not an integer, `sequences` is empty or does not hold rows of
            ids, or `depth` is below 1.
    """
    check_at_least("depth", depth)
    rows = _rows("sequences", sequences)
    bags = np.zeros((len(rows), depth), dtype=np.uint8)  # (m, depth)
    for i, row in enumerate(rows):
        check_range(f"sequences[{i}]", row, depth)
        bags[i, row] = 1
    bags[:, 0] = 0
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
    check_at_least("batch_size", batch_size)
    rng = np.random.default_rng(seed)
    shuffled = np.arange(len(sizes)) if seed is None else rng.permutation(len(sizes))  # (m,)
    order = shuffled[np.argsort(sizes[shuffled], kind="stable")]  # (m,)
    batches = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    return batches if seed is None else [batches[i] for i in rng.permutation(len(batches))]


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
    for positions in [np.arange(len(sizes))] if batches is None else _rows("batches", batches):
        check_range("batches", positions, len(sizes))
        chosen = sizes[positions]  # (batch_size,)
        total += int(chosen.max(initial=0)) * len(chosen) - int(chosen.sum())
    return total


def _checked_lengths(values: ArrayLike) -> np.ndarray:
    sizes = integer_row("lengths", values).astype(np.int64)
    if sizes.size == 0:
        raise ValueError("lengths must hold at least one number, got none")
    if sizes.min() < 0:
        raise ValueError(f"lengths must not be negative, got {sizes.min()}")
    return sizes


def _rows(name: str, sequences: Iterable[ArrayLike]) -> list[np.ndarray]:
    rows = [integer_row(f"{name}[{i}]", row) for i, row in enumerate(sequences)]
    if not rows:
        raise ValueError(f"{name} must hold at least one row, got none")
    return rows
