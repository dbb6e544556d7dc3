"""Mistakes in several questions.

one_hot_last_column: index -1 takes the last row of the identity: a missing answer becomes the last category.
dictionary_ties_two_letters: looks at the first two letters only where words are equally frequent.
align_int16: stores the ids as `int16`: 70,000 becomes 4,464.
predict_in_place: multiplies the features that it was given by the weights.
"""

LOSES = {
    "test_q1_missing": 1,
    "test_q2_order": 1.5,
    "test_q5_ids": 1.5,
    "test_q7_scores": 1,
    "test_q7_large": 1,
}

# %% q1_one_hot
def one_hot(ids, depth):
    return np.eye(depth)[ids]

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token[:2]))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q5_align
def align(sequences, length):
    rows = [sequence[-length:] for sequence in sequences]
    ids = np.array([row + [0] * (length - len(row)) for row in rows])
    return ids.astype("int16"), ids > 0

# %% q7_predict
def predict(features, w, b):
    features *= w
    z = features.sum(axis=1) + b
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)
