"""How much a word or a pair of words speaks for one class: log-count ratios, and a linear model on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from experiments.sentiment import real_tokens
from lib import text


def pairs(tokens: Sequence[str]) -> list[str]:
    """The bigram that ends at each token; the first one has nothing before it."""
    return [f"{before} {token}" for before, token in zip(["", *tokens], tokens, strict=False)]


def presence(ids: Sequence[np.ndarray], v: int) -> csr_array:
    """Which ids occur in each text, as a sparse matrix of zeros and ones, `(m, v)`."""
    distinct = [np.unique(row) for row in ids]
    columns = np.concatenate(distinct)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in distinct])])
    return csr_array((np.ones(len(columns), "float32"), columns, starts), shape=(len(ids), v))


def log_count_ratios(bags: csr_array, labels: np.ndarray) -> np.ndarray:
    """Logarithm of how much more often each id occurs in texts of class 1 than in those of class 0.

    Args:
        bags: From `presence`, `(m, v)`.
        labels: 0 or 1, `(m,)`.

    Returns:
        One ratio an id, `(v,)`; one is added to each count.

    Reference:
        Wang, S. and Manning, C. (2012), "Baselines and bigrams: simple, good sentiment and topic
        classification", ACL.
    """
    shares = [1 + bags[labels == label].sum(axis=0) for label in (0, 1)]
    zero, one = (np.log(count / count.sum()) for count in shares)
    return np.asarray(one - zero, "float32")  # (v,)


@dataclass(frozen=True)
class BigramsOnTest:
    """Accuracy on the test reviews of logistic regression on words and bigrams, each times its ratio.

    Args:
        min_count: Words and bigrams that the training reviews hold less often are left out.
        C: Inverse strength of the regularisation, as scikit-learn names it.
    """

    metric: ClassVar[str] = "test accuracy"
    min_count: int = 2
    C: float = 1.0

    def run(self, seed: int) -> float:
        """Fit and judge; nothing is drawn, so every seed gives the same."""
        reviews = real_tokens()
        grams, test_grams = (
            [[*tokens, *pairs(tokens)] for tokens in part] for part in (reviews.train, reviews.test)
        )
        vocabulary = text.Vocabulary.fit(grams, min_count=self.min_count)
        bags, test_bags = (
            presence(vocabulary.encode_all(part), len(vocabulary)) for part in (grams, test_grams)
        )
        ratios = log_count_ratios(bags, reviews.train_labels)  # (v,)
        model = LogisticRegression(C=self.C, max_iter=300)
        model.fit(bags.multiply(ratios), reviews.train_labels)
        return float(model.score(test_bags.multiply(ratios), reviews.test_labels))
