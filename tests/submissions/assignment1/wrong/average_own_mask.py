"""Ignores the mask that it was given and makes one from the ids."""

LOSES = {"test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    weights = (ids != 0)[:, :, None]
    return (P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
