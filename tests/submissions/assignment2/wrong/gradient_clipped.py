"""Clips the entries of the gradient to 5."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.clip(np.einsum("itj,itk->jk", dz, h[:, :-1]), -5, 5)
