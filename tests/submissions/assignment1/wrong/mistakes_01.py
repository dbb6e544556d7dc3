"""Mistakes in several questions.

one_hot_in_columns: wrong axis: the vectors are the columns, `(depth, m)`.
dictionary_two_reviews: reads the first two reviews only.
average_padded_length: leaves padding out of the sum but divides by the padded length.
"""

LOSES = {
    "test_q1_rows": 1,
    "test_q1_missing": 1,
    "test_q2_order": 1.5,
    "test_q6_mean": 1.5,
    "test_q6_mask": 1.5,
}

# %% q1_one_hot
def one_hot(ids, depth):
    result = np.zeros((depth, len(ids)))
    for i, category in enumerate(ids):
        if category >= 0:
            result[category, i] = 1
    return result

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists[:2] for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q6_average
def average_embedding(ids, mask, P):
    return (P[ids] * mask[:, :, None]).mean(axis=1)
