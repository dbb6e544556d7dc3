"""From one long text to the examples of a language model."""

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least, integer_row


def segments(ids: ArrayLike, length: int, stride: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Segments of a text, each with the one token that comes next.

    Args:
        ids: The text, `(N,)`.
        length: Tokens in a segment, T.
        stride: Tokens from the beginning of a segment to that of the next.

    Returns:
        The segments, `(m, T)`, a view of `ids` that cannot be written to, and what comes next, `(m,)`;
        m is `1 + (N - T - 1) // stride`.

    Raises:
        ValueError: If length or stride is below 1, or the text has no token after the first segment.

    Example:
        >>> x, y = segments([5, 6, 7, 8, 9], length=2, stride=2)
        >>> x.tolist(), y.tolist()
        ([[5, 6], [7, 8]], [7, 9])
    """
    windows = _windows(ids, length, stride)  # (m, T+1)
    return windows[:, :-1], windows[:, -1]


def shifted(ids: ArrayLike, length: int, stride: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Segments of a text, each with the token that comes next at every one of its positions.

    Args:
        ids: The text, `(N,)`.
        length: Tokens in a segment, T.
        stride: Tokens from the beginning of a segment to that of the next; None takes `length`, so that each
            token is a target once.

    Returns:
        Inputs and targets, `(m, T)` each, views of `ids` that cannot be written to.

    Raises:
        ValueError: As for `segments`.

    Example:
        >>> x, y = shifted([5, 6, 7, 8, 9], length=2)
        >>> x.tolist(), y.tolist()
        ([[5, 6], [7, 8]], [[6, 7], [8, 9]])
    """
    windows = _windows(ids, length, length if stride is None else stride)  # (m, T+1)
    return windows[:, :-1], windows[:, 1:]


def streams(ids: ArrayLike, batch_size: int, length: int) -> tuple[np.ndarray, np.ndarray]:
    """A text cut into parallel streams: what a network that keeps its state reads.

    Row b of a batch goes on where row b of the batch before it ended. What does not fill the last batch is
    left out, fewer than `batch_size·(length + 1)` tokens.

    Args:
        ids: The text, `(N,)`.
        batch_size: Number of streams, m.
        length: Tokens of each stream in a batch, T.

    Returns:
        Inputs and targets, `(batches, m, T)` each; a target is the token after the input.

    Raises:
        ValueError: If an argument is below 1, or the text is too short for one batch.

    Example:
        >>> x, y = streams(range(13), batch_size=2, length=3)
        >>> x[:, 0].tolist(), y[:, 0].tolist()
        ([[0, 1, 2], [3, 4, 5]], [[1, 2, 3], [4, 5, 6]])
    """
    check_at_least("batch_size", batch_size)
    check_at_least("length", length)
    row = integer_row("ids", ids)
    batches = (len(row) - 1) // (batch_size * length)
    if batches < 1:
        raise ValueError(
            f"a text of {len(row)} tokens is too short: {batch_size} streams of {length} and the token after "
            f"them take {batch_size * length + 1}"
        )
    used = batch_size * batches * length
    inputs, targets = (part.reshape(batch_size, batches, length) for part in (row[:used], row[1 : used + 1]))
    return inputs.swapaxes(0, 1), targets.swapaxes(0, 1)  # (batches, m, T) each


def _windows(ids: ArrayLike, length: int, stride: int) -> np.ndarray:
    check_at_least("length", length)
    check_at_least("stride", stride)
    row = integer_row("ids", ids)
    if len(row) <= length:
        raise ValueError(
            f"a text of {len(row)} tokens is too short: a segment of {length} and the token after it take "
            f"{length + 1}"
        )
    return np.lib.stride_tricks.sliding_window_view(row, length + 1)[::stride]  # (m, T+1)
