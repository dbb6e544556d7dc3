"""Ignores the mask: padding is summed and counted."""

LOSES = {"test_q6_public": 1, "test_q6_hidden": 2}

# %% q6_average
def average_embedding(ids, mask, P):
    return P[ids].mean(axis=1)
