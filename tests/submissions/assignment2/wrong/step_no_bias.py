"""Forgets the bias."""

LOSES = {"test_q3": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return np.tanh(W_hh @ h + W_hx @ x)
