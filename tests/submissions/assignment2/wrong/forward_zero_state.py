"""Begins with zeros whatever h_0 is."""

LOSES = {"test_q4": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    for t in range(x.shape[1]):
        h[:, t + 1] = np.tanh(h[:, t] @ W_hh.T + x[:, t] @ W_hx.T + b_h)
    return h
