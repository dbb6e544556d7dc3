"""Mistakes in several questions.

dictionary_ties_reversed: sorts pairs of count and word backwards, and with the counts the alphabet.
align_longest_review: as wide as the longest review when that is shorter than `length`.
average_zero_vectors: takes a word whose vector is zero for padding.
"""

LOSES = {
    "test_q2_order": 1.5,
    "test_q2_size": 1.5,
    "test_q5_ids": 1.5,
    "test_q5_mask": 1.5,
    "test_q6_mean": 1.5,
}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(((count, token) for token, count in counts.items()), reverse=True)
    entries = ["<pad>", "<unk>"] + [token for _, token in ordered[: size - 2]]
    return {token: i for i, token in enumerate(entries)}

# %% q5_align
def align(sequences, length):
    width = min(length, max(len(sequence) for sequence in sequences))
    ids = np.zeros((len(sequences), width), dtype=int)
    for i, sequence in enumerate(sequences):
        kept = sequence[-width:]
        ids[i, : len(kept)] = kept
    return ids, ids != 0

# %% q6_average
def average_embedding(ids, mask, P):
    vectors = P[ids] * mask[:, :, None]
    count = vectors.any(axis=2).sum(axis=1)
    return vectors.sum(axis=1) / np.maximum(count, 1)[:, None]
