"""Divides 0 by 0 for a review without words: NaN."""

LOSES = {"test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    weights = mask[:, :, None]
    return (P[ids] * weights).sum(axis=1) / weights.sum(axis=1)
