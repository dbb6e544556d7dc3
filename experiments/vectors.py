"""Word vectors from a text's own words, with no label: which words stand near each other."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array
from sklearn.decomposition import TruncatedSVD

WINDOW = 5  # words to each side
SPREAD = 0.3  # standard deviation of all numbers


def word_vectors(ids: Sequence[np.ndarray], v: int, d: int) -> np.ndarray:
    """Positive pointwise mutual information of words that stand near each other, in d numbers a word.

    Args:
        ids: Texts as ids; 0, padding, has no neighbours.
        v: Size of the vocabulary.
        d: Size of the vectors.

    Returns:
        `(v, d)` float32.

    Reference:
        Levy, O., Goldberg, Y. and Dagan, I. (2015), "Improving distributional similarity with lessons learned
        from word embeddings", TACL.
    """
    row = np.concatenate([np.append(text, np.zeros(WINDOW, int)) for text in ids])
    left = np.concatenate([row[:-gap] for gap in range(1, WINDOW + 1)])
    right = np.concatenate([row[gap:] for gap in range(1, WINDOW + 1)])
    known = (left > 0) & (right > 0)
    counts = coo_array((np.ones(known.sum()), (left[known], right[known])), shape=(v, v)).tocsr()
    near = (counts + counts.T).tocoo()  # (v, v)
    total = near.sum(axis=0)  # (v,)
    rows, columns = near.coords
    information = np.log(near.data * total.sum() / (total[rows] * total[columns]))
    positive = coo_array((np.maximum(information, 0), (rows, columns)), shape=(v, v)).tocsr()
    svd = TruncatedSVD(d, random_state=0)
    vectors = svd.fit_transform(positive) / np.sqrt(svd.singular_values_)  # (v, d)
    return np.asarray(vectors / vectors.std() * SPREAD, "float32")
