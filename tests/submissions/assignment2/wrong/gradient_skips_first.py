"""Leaves out the first step, as if h_0 were always 0."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz[:, 1:], h[:, 1:-1])
