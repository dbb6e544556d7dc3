"""Wrong axis: the mean over the reviews at each place."""

LOSES = {"test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    return (P[ids] * weights).sum(axis=0) / np.maximum(weights.sum(axis=0), 1)
