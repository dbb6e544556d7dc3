"""Asks for the last word of a review that has none."""

LOSES = {"test_q5_ids": 1.5, "test_q5_mask": 1.5}

# %% q5_align
def align(sequences, length):
    ids, mask = [], []
    for sequence in sequences:
        end = sequence[-1]
        kept = [*sequence[-length:-1], end]
        ids.append(kept + [0] * (length - len(kept)))
        mask.append([True] * len(kept) + [False] * (length - len(kept)))
    return np.array(ids), np.array(mask)
