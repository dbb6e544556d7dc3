"""Tasks whose answers stand in the text itself: a word is covered, and which one was it?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import integer_row, integers


def gaps(rows: ArrayLike, answers: Sequence[int], cover: int) -> tuple[np.ndarray, np.ndarray]:
    """Covers each answer where it stands in a text, one at a time.

    Args:
        rows: Ids, `(m, T)`.
        answers: Distinct ids that may be covered, n of them.
        cover: The id that takes the place of the covered one, e.g. that of `<unk>`.

    Returns:
        The covered rows, `(gaps, T)`, one for each place of an answer, row after row; and which of the
        answers each gap hides, 0 to n - 1, `(gaps,)`. Other answers in the same row stay.

    Raises:
        ValueError: If `rows` is not 2-d or holds no integers, or an answer is given twice or none at all.

    Example:
        >>> gaps([[7, 8, 7]], answers=[8, 7], cover=1)
        (array([[1, 8, 7], [7, 1, 7], [7, 8, 1]]), array([1, 0, 1]))

    Reference:
        Taylor, W. L. (1953), "Cloze procedure: a new tool for measuring readability".
    """
    ids, choices = integers("rows", rows), integer_row("answers", answers)  # (m, T), (n,)
    if ids.ndim != 2:
        raise ValueError(f"rows must be 2-d (m, T), got shape {ids.shape}")
    if not len(choices) or len(set(choices.tolist())) != len(choices):
        raise ValueError(f"answers must be distinct ids, at least one, got {choices.tolist()}")
    row, at = np.nonzero(np.isin(ids, choices))  # (gaps,) each
    hidden = (ids[row, at][:, None] == choices).argmax(axis=1)  # (gaps,)
    covered = ids[row]  # (gaps, T), a copy
    covered[np.arange(len(row)), at] = cover
    return covered, hidden
