"""Mistakes in several questions.

dictionary_no_numbers: leaves numbers out.
encode_singular: takes an unknown plural for its singular.
average_one_review: right for one review only: flattens the batch and takes one mean.
"""

LOSES = {"test_q2_order": 1.5, "test_q3": 1, "test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens if not token.isdigit())
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token, dictionary.get(token.removesuffix("s"), 1)) for token in tokens]

# %% q6_average
def average_embedding(ids, mask, P):
    return P[ids[mask]].mean(axis=0)
