"""Leaves out id 0 even where the mask says that it counts."""

LOSES = {"test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    weights = (mask & (ids != 0))[:, :, None]
    return (P[ids] * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
