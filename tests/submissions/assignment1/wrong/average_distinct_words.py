"""Counts a word that comes twice once: `np.unique`."""

LOSES = {"test_q6_mean": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    result = np.zeros((len(ids), P.shape[1]))
    for i, (row, flags) in enumerate(zip(ids, mask, strict=True)):
        if flags.any():
            result[i] = P[np.unique(row[flags])].mean(axis=0)
    return result
