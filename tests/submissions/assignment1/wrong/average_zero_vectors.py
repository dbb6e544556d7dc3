"""Takes a word whose vector is zero for padding."""

LOSES = {"test_q6_mean": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    vectors = P[ids] * mask[:, :, None]
    count = vectors.any(axis=2).sum(axis=1)
    return vectors.sum(axis=1) / np.maximum(count, 1)[:, None]
