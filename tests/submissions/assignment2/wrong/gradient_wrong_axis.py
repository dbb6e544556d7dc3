"""Wrong axis: sums over the units, and keeps the steps."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,isj->ts", dz, h[:, :-1])
