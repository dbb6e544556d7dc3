"""What the loaders return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Source = Literal["mirror", "downloads", "embedded"]


@dataclass(frozen=True)
class Reviews:
    """Texts and their labels.

    Attributes:
        texts: m reviews as they were written.
        labels: int array `(m,)`, 1 for a positive review and 0 for a negative one.
    """

    texts: list[str]
    labels: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.texts)


class FromSource:
    """What knows where it came from."""

    source: Source

    @property
    def corpus(self) -> Literal["real", "embedded"]:
        """Which data these are: "real" (wherever they came from) or "embedded"."""
        return "embedded" if self.source == "embedded" else "real"


@dataclass(frozen=True)
class Splits(FromSource):
    """Reviews to learn from and reviews to be judged by.

    Attributes:
        train: The training reviews, shuffled.
        test: The test reviews, shuffled.
        source: Where they came from: "mirror", "downloads" or "embedded".
    """

    train: Reviews
    test: Reviews
    source: Source
