"""Ignores the mask: padding is summed and counted."""

LOSES = {"test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    return P[ids].mean(axis=1)
