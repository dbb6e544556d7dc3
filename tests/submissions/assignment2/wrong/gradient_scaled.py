"""Shortens the gradient to a length of 10."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    gradient = np.einsum("itj,itk->jk", dz, h[:, :-1])
    return gradient / max(1, np.linalg.norm(gradient) / 10)
