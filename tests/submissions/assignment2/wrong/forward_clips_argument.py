"""Clips the argument of tanh to 3."""

LOSES = {"test_q4": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = [h_0]
    for t in range(x.shape[1]):
        h.append(np.tanh(np.clip(h[-1] @ W_hh.T + x[:, t] @ W_hx.T + b_h, -3, 3)))
    return np.stack(h, axis=1)
