"""The mean over the examples, where the sum is asked for."""

LOSES = {"test_q8": 1}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz, h[:, :-1]) / len(dz)
