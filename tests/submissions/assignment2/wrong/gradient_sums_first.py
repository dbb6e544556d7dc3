"""Sums over the steps before it multiplies."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return dz.sum(axis=1).T @ h[:, :-1].sum(axis=1)
