"""Writes the new state into the array of the old one."""

LOSES = {"test_q3": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    z = W_hh @ h
    z += W_hx @ x
    h[:] = np.tanh(z + b_h)
    return h
