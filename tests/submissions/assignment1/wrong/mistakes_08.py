"""Mistakes in several questions.

dictionary_ids_from_one: off by one: the first word takes the id of `<unk>`.
encode_twenty_tokens: keeps the last 20 tokens, which is the task of `align`.
average_empty_nan: divides 0 by 0 for a review without words: NaN.
predict_overflows_to_nan: the other form of the formula: infinity divided by infinity.
"""

LOSES = {"test_q2_order": 1.5, "test_q2_size": 1.5, "test_q3": 1, "test_q6_mask": 1.5, "test_q7_large": 1}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[: size - 2]
    dictionary = {"<pad>": 0, "<unk>": 1}
    for i, token in enumerate(ordered, start=1):
        dictionary[token] = i
    return dictionary

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token, 1) for token in tokens[-20:]]

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    return (P[ids] * weights).sum(axis=1) / weights.sum(axis=1)

# %% q7_predict
def predict(features, w, b):
    z = np.exp(features @ w + b)
    return z / (1 + z)
