"""Returns the ids alone."""

LOSES = {"test_q5_ids": 1.5, "test_q5_mask": 1.5}

# %% q5_align
def align(sequences, length):
    ids = np.zeros((len(sequences), length), dtype=int)
    for i, sequence in enumerate(sequences):
        kept = sequence[-length:]
        ids[i, : len(kept)] = kept
    return ids
