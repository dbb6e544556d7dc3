"""Mistakes in several questions.

one_hot_ten_columns: has room for ten categories at most.
dictionary_ties_without_case: puts equally frequent words in the order of their small letters.
align_int8: stores the ids as `int8`: 200 becomes -56.
predict_labels: labels 0 and 1 where probabilities are asked for.
"""

LOSES = {"test_q1_rows": 1, "test_q2_order": 1.5, "test_q5_ids": 1.5, "test_q7_scores": 1, "test_q7_large": 1}

# %% q1_one_hot
def one_hot(ids, depth):
    table = np.eye(10)[:, :depth]
    table = np.vstack([table, np.zeros(table.shape[1])])
    return table[np.asarray(ids)]

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token.lower(), token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q5_align
def align(sequences, length):
    rows = [sequence[-length:] for sequence in sequences]
    ids = np.array([row + [0] * (length - len(row)) for row in rows])
    return ids.astype("int8"), ids > 0

# %% q7_predict
def predict(features, w, b):
    return (features @ w + b > 0).astype(int)
