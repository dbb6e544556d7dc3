"""Mistakes in several questions.

dictionary_lower_case: counts capitals and small letters as one word.
encode_int8: stores the ids as `int8`: 300 becomes 44.
average_clears_padding_row: sets row 0 of the table that it was given to 0, so that padding adds nothing.
parameters_no_bias: forgets the bias of both units.
"""

LOSES = {"test_q2_order": 1.5, "test_q3": 1, "test_q6_mean": 1.5, "test_q6_mask": 1.5, "test_q8": 1}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token.lower() for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return np.array([dictionary.get(token, 1) for token in tokens], dtype=int).astype("int8")

# %% q6_average
def average_embedding(ids, mask, P):
    P[0] = 0
    count = np.maximum(mask.sum(axis=1, keepdims=True), 1)
    return P[ids].sum(axis=1) / count

# %% q8_parameters
def count_parameters(v, d, length):
    return v * d, length * d, d
