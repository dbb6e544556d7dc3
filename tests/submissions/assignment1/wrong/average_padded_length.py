"""Leaves padding out of the sum but divides by the padded length."""

LOSES = {"test_q6_public": 1, "test_q6_hidden": 2}

# %% q6_average
def average_embedding(ids, mask, P):
    return (P[ids] * mask[:, :, None]).mean(axis=1)
