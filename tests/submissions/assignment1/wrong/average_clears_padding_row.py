"""Sets row 0 of the table that it was given to 0, so that padding adds nothing."""

LOSES = {"test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    P[0] = 0
    count = np.maximum(mask.sum(axis=1, keepdims=True), 1)
    return P[ids].sum(axis=1) / count
