"""Mistakes in several questions.

dictionary_punctuation_last: of equally frequent tokens the punctuation marks come last.
encode_zero_is_false: `or` takes the id 0 of `<pad>` for a missing one.
average_own_mask: ignores the mask that it was given and makes one from the ids.
parameters_bias_each_place: gives the unit above the flattened vectors a bias for each place.
"""

LOSES = {"test_q2_order": 1.5, "test_q2_size": 1.5, "test_q3": 1, "test_q6_mask": 1.5, "test_q8": 1}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], not token.isalpha(), token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token) or 1 for token in tokens]

# %% q6_average
def average_embedding(ids, mask, P):
    weights = (ids != 0)[:, :, None]
    return (P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)

# %% q8_parameters
def count_parameters(v, d, length):
    return v * d, length * (d + 1), d + 1
