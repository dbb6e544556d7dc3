"""Right for one review only: flattens the batch and takes one mean."""

LOSES = {"test_q6_public": 1, "test_q6_hidden": 2}

# %% q6_average
def average_embedding(ids, mask, P):
    return P[ids[mask]].mean(axis=0)
