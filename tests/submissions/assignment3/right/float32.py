"""Computes in 32 bits: a hundred-thousandth is more than that loses."""

# %% q1_gates
def gates(h, x, p):
    p = {name: np.float32(array) for name, array in p.items()}
    h, x = np.float32(h), np.float32(x)
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q2_states
def new_states(c, f, i, candidate, o):
    c, f, i, candidate, o = (np.float32(array) for array in (c, f, i, candidate, o))
    c = f * c + i * candidate
    return o * np.tanh(c), c

# %% q4_gru
def gru_step(h, x, p, reset_after):
    p = {name: np.float32(array) for name, array in p.items()}
    h, x = np.float32(h), np.float32(x)
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    inner = r * (h @ p["W_ch"].T + p["b_ch"]) if reset_after else (r * h) @ p["W_ch"].T
    return z * h + (1 - z) * np.tanh(inner + x @ p["W_cx"].T + p["b_c"])

# %% q7_kept
def kept(f, mask):
    return np.where(mask[:, :, None], f.astype("float32"), np.float32(1)).prod(axis=1, dtype="float64")

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dh, c, f, o = (np.float32(array) for array in (dh, c, f, o))
    dc = dh * o / np.cosh(c[:, 1:]) ** 2
    for t in range(dh.shape[1] - 1, 0, -1):
        dc[:, t - 1] += f[:, t] * dc[:, t]
    return dc
