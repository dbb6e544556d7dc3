"""Appends one array again and again: all states are the last one."""

LOSES = {"test_q4": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = h_0.copy()
    states = [h]
    for t in range(x.shape[1]):
        h[:] = np.tanh(h @ W_hh.T + x[:, t] @ W_hx.T + b_h)
        states.append(h)
    return np.stack(states, axis=1)
