"""Appends the padding to the lists that it was given."""

LOSES = {"test_q5_ids": 1.5, "test_q5_mask": 1.5}

# %% q5_align
def align(sequences, length):
    masks = []
    for sequence in sequences:
        masks.append([True] * min(len(sequence), length) + [False] * (length - len(sequence)))
        while len(sequence) < length:
            sequence.append(0)
    return np.array([sequence[-length:] for sequence in sequences]), np.array(masks)
