"""Mistakes in several questions.

dictionary_ties_by_appearance: `Counter.most_common` leaves equally frequent words in the order of their first appearance.
align_in_place: appends the padding to the lists that it was given.
average_rounded: rounds to five digits after the point: little is left of small numbers.
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
    entries = ["<pad>", "<unk>"] + [token for token, _ in counts.most_common(size - 2)]
    return {token: i for i, token in enumerate(entries)}

# %% q5_align
def align(sequences, length):
    masks = []
    for sequence in sequences:
        masks.append([True] * min(len(sequence), length) + [False] * (length - len(sequence)))
        while len(sequence) < length:
            sequence.append(0)
    return np.array([sequence[-length:] for sequence in sequences]), np.array(masks)

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    return np.round((P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1), 5)
