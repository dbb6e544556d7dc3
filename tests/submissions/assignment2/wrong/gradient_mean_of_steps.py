"""The mean over the steps, the sum over the examples."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz, h[:, :-1]) / dz.shape[1]
