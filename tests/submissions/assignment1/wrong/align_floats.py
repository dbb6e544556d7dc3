"""`np.zeros` without a type: the ids are floats and cannot be row numbers."""

LOSES = {"test_q5_ids": 1.5}

# %% q5_align
def align(sequences, length):
    ids = np.zeros((len(sequences), length))
    for i, sequence in enumerate(sequences):
        kept = sequence[-length:]
        ids[i, : len(kept)] = kept
    return ids, ids > 0
