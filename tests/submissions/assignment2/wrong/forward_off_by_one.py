"""Off by one in time: step t reads the input of step t - 1, the first step that of the last."""

LOSES = {"test_q4": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    h[:, 0] = h_0
    for t in range(1, x.shape[1] + 1):
        h[:, t] = np.tanh(h[:, t - 1] @ W_hh.T + x[:, t - 2] @ W_hx.T + b_h)
    return h
