"""Begins at h_0 again after 32 steps."""

LOSES = {"test_q4": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = [h_0]
    for t in range(x.shape[1]):
        before = h[-1] if t % 32 else h_0
        h.append(np.tanh(before @ W_hh.T + x[:, t] @ W_hx.T + b_h))
    return np.stack(h, axis=1)
