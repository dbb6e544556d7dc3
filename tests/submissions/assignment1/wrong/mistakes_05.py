"""Mistakes in several questions.

one_hot_int8: stores the ids as `int8`: 200 becomes a missing answer.
dictionary_ties_first_letter: looks at the first letter only where words are equally frequent.
align_floats: `np.zeros` without a type: the ids are floats and cannot be row numbers.
predict_column: a column `(m, 1)`, as a Keras layer gives it, where `(m,)` is asked for.
"""

LOSES = {"test_q1_rows": 1, "test_q2_order": 1.5, "test_q5_ids": 1.5, "test_q7_scores": 1, "test_q7_large": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    ids = np.array(ids).astype("int8")
    result = np.zeros((len(ids), depth))
    for i, category in enumerate(ids):
        if category >= 0:
            result[i, category] = 1
    return result

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token[0]))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q5_align
def align(sequences, length):
    ids = np.zeros((len(sequences), length))
    for i, sequence in enumerate(sequences):
        kept = sequence[-length:]
        ids[i, : len(kept)] = kept
    return ids, ids > 0

# %% q7_predict
def predict(features, w, b):
    z = np.clip(features @ w.reshape(-1, 1) + b, -500, 500)
    return 1 / (1 + np.exp(-z.astype("float64")))
