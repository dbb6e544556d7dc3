"""Truncates the wrong end: keeps the first words of a long review."""

LOSES = {"test_q5_ids": 1.5}

# %% q5_align
def align(sequences, length):
    ids = np.array([sequence[:length] + [0] * (length - len(sequence)) for sequence in sequences])
    return ids, ids != 0
