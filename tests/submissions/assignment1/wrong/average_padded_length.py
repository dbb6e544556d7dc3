"""Leaves padding out of the sum but divides by the padded length."""

LOSES = {"test_q6_mean": 1.5, "test_q6_mask": 1.5}

# %% q6_average
def average_embedding(ids, mask, P):
    return (P[ids] * mask[:, :, None]).mean(axis=1)
