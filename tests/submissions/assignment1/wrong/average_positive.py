"""Cuts negative numbers off."""

LOSES = {"test_q6_mean": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    mean = (P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
    return np.maximum(mean, 0)
