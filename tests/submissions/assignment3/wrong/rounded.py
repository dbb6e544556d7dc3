"""Rounds to seven digits."""

LOSES = {"test_q1": 2, "test_q2": 1, "test_q4": 2}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return [np.round(gate, 7) for gate in (f, i, np.tanh(z["c"]), o)]

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return np.round(o * np.tanh(c), 7), np.round(c, 7)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    inner = r * (h @ p["W_ch"].T + p["b_ch"]) if reset_after else (r * h) @ p["W_ch"].T
    return np.round(z * h + (1 - z) * np.tanh(inner + x @ p["W_cx"].T + p["b_c"]), 7)
