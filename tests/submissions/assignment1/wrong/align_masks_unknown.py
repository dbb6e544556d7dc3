"""The mask leaves out unknown words (id 1) as well as padding."""

LOSES = {"test_q5_mask": 1.5}

# %% q5_align
def align(sequences, length):
    ids = np.zeros((len(sequences), length), dtype=int)
    for i, sequence in enumerate(sequences):
        kept = sequence[-length:]
        ids[i, : len(kept)] = kept
    return ids, ids > 1
