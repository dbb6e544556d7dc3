"""Mistakes in several questions.

one_hot_cleans_argument: marks missing answers in the array that it was given: right rows, but the argument is changed.
dictionary_ten_letters: compares the first ten letters only.
align_no_mask: returns the ids alone.
predict_overflows: the formula as it stands: e to the 1000 overflows.
"""

LOSES = {
    "test_q1_missing": 1,
    "test_q2_order": 1.5,
    "test_q5_ids": 1.5,
    "test_q5_mask": 1.5,
    "test_q7_large": 1,
}

# %% q1_one_hot
def one_hot(ids, depth):
    ids = np.asarray(ids)  # no copy of an array
    ids[ids < 0] = depth
    return np.eye(depth + 1)[ids][:, :depth]

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token[:10]))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q5_align
def align(sequences, length):
    ids = np.zeros((len(sequences), length), dtype=int)
    for i, sequence in enumerate(sequences):
        kept = sequence[-length:]
        ids[i, : len(kept)] = kept
    return ids

# %% q7_predict
def predict(features, w, b):
    return 1 / (1 + np.exp(-(features @ w + b)))
