"""Goes by the order of the dictionary, by n_x = n_h, and divides by gates, which may be 0."""

LOSES = {"test_q1": 2, "test_q3": 2, "test_q7_backward": 2}

# %% q1_gates
def gates(h, x, p):
    W_h = [a for name, a in p.items() if name.endswith("h") and name[0] == "W"]
    W_x = [a for name, a in p.items() if name.endswith("x")]
    b = [a for name, a in p.items() if name.startswith("b")]
    z = [h @ W_h[k].T + x @ W_x[k].T + b[k] for k in range(4)]
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in (0, 1, 3))
    return f, i, np.tanh(z[2]), o

# %% q3_run
def run(step, x, h_0, c_0, mask):
    m, T, n = x.shape
    h, c = np.zeros((m, T + 1, n)), np.zeros((m, T + 1, n))
    h[:, 0], c[:, 0] = h_0, c_0
    for t in range(T):
        new_h, new_c = step(h[:, t], c[:, t], x[:, t])
        real = mask[:, t, None]
        h[:, t + 1], c[:, t + 1] = np.where(real, new_h, h[:, t]), np.where(real, new_c, c[:, t])
    return h, c

# %% q7_backward
def backward_along_c(dh, c, f, o):
    local = dh * o * (1 - np.tanh(c[:, 1:]) ** 2)
    product = np.cumprod(f, axis=1)
    return np.cumsum((local * product)[:, ::-1], axis=1)[:, ::-1] / product
