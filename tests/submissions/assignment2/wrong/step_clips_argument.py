"""Clips the argument of tanh to 3."""

LOSES = {"test_q3": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return np.tanh(np.clip(W_hh @ h + W_hx @ x + b_h, -3, 3))
