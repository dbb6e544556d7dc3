"""Clips h at 1, tanh by two exponentials, old + mask * (new - old), no slope beyond 10."""

LOSES = {"test_q1": 2, "test_q2": 0.5, "test_q3": 2, "test_q4": 2, "test_q7_backward": 2}

# %% q1_gates
def gates(h, x, p):
    h = np.clip(h, -1, 1)
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    g = {k: 1 / (1 + np.exp(-z[k])) for k in "fio"}
    four = g["f"], g["i"], np.tanh(z["c"]), g["o"]
    return four

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    e = np.exp(2 * c)
    return o * (e - 1) / (e + 1), c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = h_0, c_0
    hs, cs = [h], [c]
    for t in range(x.shape[1]):
        new_h, new_c = step(h, c, x[:, t])
        real = mask[:, t, None]
        h, c = h + real * (new_h - h), c + real * (new_c - c)
        hs.append(h)
        cs.append(c)
    return np.stack(hs, axis=1), np.stack(cs, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    h = np.clip(h, -1, 1)
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    inner = r * (h @ p["W_ch"].T + p["b_ch"]) if reset_after else (r * h) @ p["W_ch"].T
    return z * h + (1 - z) * np.tanh(inner + x @ p["W_cx"].T + p["b_c"])

# %% q7_backward
def backward_along_c(dh, c, f, o):
    T = dh.shape[1]
    dc = dh * o * (1 - np.tanh(c[:, 1:]) ** 2)
    dc[abs(c[:, 1:]) > 10] = 0
    for t in reversed(range(T - 1)):
        dc[:, t] += f[:, t + 1] * dc[:, t + 1]
    return dc
