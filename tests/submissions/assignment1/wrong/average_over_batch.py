"""Wrong axis: the mean over the reviews at each place."""

LOSES = {"test_q6_public": 1, "test_q6_hidden": 2}

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    return (P[ids] * weights).sum(axis=0) / np.maximum(weights.sum(axis=0), 1)
