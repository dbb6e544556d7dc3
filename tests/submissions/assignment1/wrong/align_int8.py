"""Stores the ids as `int8`: 200 becomes -56."""

LOSES = {"test_q5_ids": 1.5}

# %% q5_align
def align(sequences, length):
    rows = [sequence[-length:] for sequence in sequences]
    ids = np.array([row + [0] * (length - len(row)) for row in rows])
    return ids.astype("int8"), ids > 0
