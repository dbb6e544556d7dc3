"""Mistakes in several questions.

one_hot_first_missing_only: clears the row of the first missing answer only.
dictionary_ties_by_length: of equally frequent words the shorter come first.
align_pads_left: pads on the left, the default of `keras.utils.pad_sequences`.
predict_overflows_math: `math.exp` stops with an `OverflowError`.
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
    ids = list(ids)
    result = np.eye(depth)[ids]
    if -1 in ids:
        result[ids.index(-1)] = 0
    return result

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], len(token), token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q5_align
import keras


def align(sequences, length):
    ids = keras.utils.pad_sequences(sequences, maxlen=length)
    return ids, ids != 0

# %% q7_predict
import math


def predict(features, w, b):
    return [1 / (1 + math.exp(-(sum(x * weight for x, weight in zip(row, w, strict=True)) + b))) for row in features]
