"""Right states, but h_0 is overwritten with the last one."""

LOSES = {"test_q4": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    states = [h_0.copy()]
    for t in range(x.shape[1]):
        h_0[:] = np.tanh(h_0 @ W_hh.T + x[:, t] @ W_hx.T + b_h)
        states.append(h_0.copy())
    return np.stack(states, axis=1)
