"""Rows and columns swapped."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->kj", dz, h[:, :-1])
