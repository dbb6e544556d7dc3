"""Mistakes in several questions.

dictionary_no_punctuation: leaves punctuation marks out: `isalpha` is no part of the question.
encode_unknown_crashes: a word that is not in the dictionary stops it with a `KeyError`.
average_mask_and_ids: leaves out id 0 even where the mask says that it counts.
predict_special_score: treats a score of -1000 by itself; -800 still overflows.
"""

LOSES = {"test_q2_order": 1.5, "test_q2_size": 1.5, "test_q3": 1, "test_q6_mask": 1.5, "test_q7_large": 1}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens if token.isalpha())
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary[token] for token in tokens]

# %% q6_average
def average_embedding(ids, mask, P):
    weights = (mask & (ids != 0))[:, :, None]
    return (P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)

# %% q7_predict
import math


def predict(features, w, b):
    scores = (features @ w + b).tolist()
    return [0.0 if z == -1000 else 1 / (1 + math.exp(-z)) for z in scores]
