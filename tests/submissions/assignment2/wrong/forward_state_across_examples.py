"""Each example begins with the last state of the example before it."""

LOSES = {"test_q4": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    state = h_0[0]
    for i in range(len(x)):
        h[i, 0] = state
        for t in range(x.shape[1]):
            state = np.tanh(W_hh @ state + W_hx @ x[i, t] + b_h)
            h[i, t + 1] = state
    return h
