"""From ids to arrays, batch-first: padded batches, masks, one-hot vectors. Id 0 is padding."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from lib._arguments import check_at_least, check_range, integers
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
    rows = [integers(f"sequences[{i}]", row) for i, row in enumerate(sequences)]
    if not rows:
        raise ValueError("sequences must hold at least one sequence, got none")
    T = _length(rows, length)
    out = np.full((len(rows), T), integers("value", value), dtype=np.int32)  # (m, T)
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
    check_at_least("length", length)
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
    return integers("ids", ids) != pad_id


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
    positions = integers("ids", ids)  # (...)
    check_at_least("depth", depth)
    known = np.ones(positions.shape, dtype=bool) if missing is None else positions != missing
    check_range("ids", positions[known], depth)
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
    check_at_least("depth", depth)
    if len(sequences) == 0:
        raise ValueError("sequences must hold at least one sequence, got none")
    bags = np.zeros((len(sequences), depth), dtype=dtype)  # (m, depth)
    for i, sequence in enumerate(sequences):
        row = integers(f"sequences[{i}]", sequence)  # (T,)
        check_range(f"sequences[{i}]", row, depth)
        if not counts:
            bags[i, row] = 1
            continue
        numbers = np.bincount(row, minlength=depth)  # (depth,)
        bags[i] = np.minimum(numbers, np.iinfo(dtype).max) if bags.dtype.kind in "iu" else numbers
    if pad_id is not None:
        check_range("pad_id", np.array([pad_id]), depth)
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
    check_at_least("batch_size", batch_size)
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
        positions = integers("batches", batch)  # (batch_size,)
        check_range("batches", positions, len(sizes))
        chosen = sizes[positions]  # (batch_size,)
        total += int(chosen.max(initial=0)) * len(chosen) - int(chosen.sum())
    return total


def _checked_lengths(values: ArrayLike) -> np.ndarray:
    sizes = integers("lengths", values).astype(np.int64)
    if sizes.ndim != 1 or sizes.size == 0:
        raise ValueError(f"lengths must be a row of at least one number, got shape {sizes.shape}")
    if sizes.min() < 0:
        raise ValueError(f"lengths must not be negative, got {sizes.min()}")
    return sizes
