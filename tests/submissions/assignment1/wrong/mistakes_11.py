"""Mistakes in several questions.

dictionary_remembers: the counter is a default argument: it still holds the words of the call before.
align_empty_crashes: asks for the last word of a review that has none.
average_positive: cuts negative numbers off.
"""

LOSES = {
    "test_q2_order": 1.5,
    "test_q2_size": 1.5,
    "test_q5_ids": 1.5,
    "test_q5_mask": 1.5,
    "test_q6_mean": 1.5,
}

# %% q2_dictionary
def build_dictionary(token_lists, size, counts={}):
    for tokens in token_lists:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[: size - 2]
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered])}

# %% q5_align
def align(sequences, length):
    ids, mask = [], []
    for sequence in sequences:
        end = sequence[-1]
        kept = [*sequence[-length:-1], end]
        ids.append(kept + [0] * (length - len(kept)))
        mask.append([True] * len(kept) + [False] * (length - len(kept)))
    return np.array(ids), np.array(mask)

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    mean = (P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
    return np.maximum(mean, 0)
