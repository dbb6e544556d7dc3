"""Mistakes in several questions.

one_hot_off_by_one: counts categories from 1, with room for one more on the left.
dictionary_two_too_many: `size` counts the words only: two entries too many.
average_distinct_words: counts a word that comes twice once: `np.unique`.
predict_clipped: clips the scores so far that small probabilities are wrong.
"""

LOSES = {
    "test_q1_rows": 1,
    "test_q1_missing": 1,
    "test_q2_size": 1.5,
    "test_q6_mean": 1.5,
    "test_q7_large": 1,
}

# %% q1_one_hot
def one_hot(ids, depth):
    result = np.zeros((len(ids), depth + 1))
    for i, category in enumerate(ids):
        result[i, category + 1] = 1
    return result

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[:size]
    return {"<pad>": 0, "<unk>": 1} | {token: i + 2 for i, token in enumerate(ordered)}

# %% q6_average
def average_embedding(ids, mask, P):
    result = np.zeros((len(ids), P.shape[1]))
    for i, (row, flags) in enumerate(zip(ids, mask, strict=True)):
        if flags.any():
            result[i] = P[np.unique(row[flags])].mean(axis=0)
    return result

# %% q7_predict
def predict(features, w, b):
    z = np.clip(features @ w + b, -12, 12)
    return 1 / (1 + np.exp(-z))
