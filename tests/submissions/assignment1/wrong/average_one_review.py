"""Right for one review only: flattens the batch and takes one mean."""

LOSES = {"test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    return P[ids[mask]].mean(axis=0)
