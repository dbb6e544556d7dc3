"""Recurs over the batch: a loop over a batch-first array takes its examples one after the other."""

LOSES = {"test_q4": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = [np.zeros((x.shape[1], len(b_h)))]
    for inputs in x:
        h.append(np.tanh(h[-1] @ W_hh.T + inputs @ W_hx.T + b_h))
    states = np.stack(h[1:])
    return np.concatenate([h_0[:, None], states], axis=1)
