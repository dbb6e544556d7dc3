"""Reshapes where it should transpose: numbers of different units are mixed."""

LOSES = {"test_q8": 2}

# %% q8_gradient
def gradient_W_hh(dz, h):
    n_h = dz.shape[-1]
    return dz.reshape(n_h, -1) @ h[:, :-1].reshape(-1, n_h)
