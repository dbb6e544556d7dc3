"""Batches of similar length for `model.fit`."""

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import ArrayLike

from lib import text
from lib._arguments import check_at_least


class Buckets(keras.utils.PyDataset):
    """Sequences and labels in batches of similar length, each padded to its own longest sequence.

    After each epoch the batches are drawn anew, and `fit` shuffles their order. Keras learns from the first
    two batches which axes vary, so these are always the longest and the shortest one.

    Args:
        sequences: m sequences of ids.
        labels: `(m,)`.
        batch_size: Sequences in a batch; the last one may hold fewer.
        length: Longer sequences are cut to their last `length` ids; None cuts none.
        seed: Seed of the draws.
        **kwargs: Those of `keras.utils.PyDataset`.

    Raises:
        ValueError: If there are not as many labels as sequences, a sequence is empty, or a number is out of
            its range.

    Example:
        >>> model.fit(Buckets(ids, labels, batch_size=128, length=400), epochs=3)
    """

    def __init__(
        self,
        sequences: Sequence[ArrayLike],
        labels: ArrayLike,
        batch_size: int,
        length: int | None = None,
        seed: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if length is not None:
            check_at_least("length", length)
        self.sequences = [np.asarray(row)[-(length or 0) :] for row in sequences]
        self.labels = np.asarray(labels)  # (m,)
        if len(self.labels) != len(self.sequences):
            raise ValueError(f"{len(self.sequences)} sequences need as many labels, got {len(self.labels)}")
        self.lengths = np.array([row.size for row in self.sequences])  # (m,)
        if not self.lengths.all():
            raise ValueError(f"sequences[{int(self.lengths.argmin())}] is empty: it has no length to go by")
        self.batch_size, self.seed = batch_size, seed
        self.batches = self._draw()

    def _draw(self) -> list[np.ndarray]:
        batches = text.bucket_by_length(self.lengths, self.batch_size, seed=self.seed)
        longest = [int(self.lengths[batch].max()) for batch in batches]
        extremes = (int(np.argmax(longest)), int(np.argmin(longest)))
        others = [batch for i, batch in enumerate(batches) if i not in extremes]
        return [batches[i] for i in dict.fromkeys(extremes)] + others

    def __len__(self) -> int:
        return len(self.batches)

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Ids `(batch_size, T)` and labels `(batch_size,)` of one batch."""
        batch = self.batches[index]
        rows = [self.sequences[i] for i in batch]
        return text.pad(rows, padding="post", truncating="pre"), self.labels[batch]

    def on_epoch_end(self) -> None:
        """Draws the next epoch's batches."""
        self.seed += 1
        self.batches = self._draw()
