"""Rounds to six digits."""

LOSES = {"test_q3": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return np.round(np.tanh(W_hh @ h + W_hx @ x + b_h), 6)
