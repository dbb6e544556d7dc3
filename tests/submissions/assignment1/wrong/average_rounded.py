"""Rounds to five digits after the point: little is left of small numbers."""

LOSES = {"test_q6_mean": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    return np.round((P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1), 5)
