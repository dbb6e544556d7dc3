"""Right for a batch of one: looks at the first example only."""

LOSES = {"test_q8": 1}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return dz[0].T @ h[0, :-1]
