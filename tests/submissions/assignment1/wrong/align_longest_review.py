"""As wide as the longest review when that is shorter than `length`."""

LOSES = {"test_q5_ids": 1.5, "test_q5_mask": 1.5}

# %% q5_align
def align(sequences, length):
    width = min(length, max(len(sequence) for sequence in sequences))
    ids = np.zeros((len(sequences), width), dtype=int)
    for i, sequence in enumerate(sequences):
        kept = sequence[-width:]
        ids[i, : len(kept)] = kept
    return ids, ids != 0
