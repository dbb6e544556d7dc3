"""Mistakes in several questions.

dictionary_no_apostrophes: leaves out words with an apostrophe, such as don't.
encode_lower_case: looks tokens up in small letters.
average_no_mask: ignores the mask: padding is summed and counted.
"""

LOSES = {"test_q2_order": 1.5, "test_q3": 1, "test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens if token.isalpha() or len(token) == 1)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token.lower(), 1) for token in tokens]

# %% q6_average
def average_embedding(ids, mask, P):
    return P[ids].mean(axis=1)
