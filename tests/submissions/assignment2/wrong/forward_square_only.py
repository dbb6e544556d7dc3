"""Right for n_h = n_x only: makes room for the states in the shape of the inputs."""

LOSES = {"test_q4": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((x.shape[0], x.shape[1] + 1, x.shape[2]))
    h[:, 0] = h_0
    for t in range(x.shape[1]):
        h[:, t + 1] = np.tanh(h[:, t] @ W_hh.T + x[:, t] @ W_hx.T + b_h)
    return h
