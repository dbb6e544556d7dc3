"""Mistakes in several questions.

dictionary_stop_list: leaves out frequent little words.
encode_strips_punctuation: strips punctuation marks from the tokens, and loses those that are tokens.
average_over_batch: wrong axis: the mean over the reviews at each place.
"""

LOSES = {"test_q2_order": 1.5, "test_q3": 1, "test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    for token in ("the", "is", "of", "and", "not", "in"):
        counts.pop(token, None)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token.strip(".,!?;:"), 1) for token in tokens]

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    return (P[ids] * weights).sum(axis=0) / np.maximum(weights.sum(axis=0), 1)
