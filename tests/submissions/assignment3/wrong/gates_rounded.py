"""Rounds to seven digits."""

LOSES = {"test_q1": 2}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return [np.round(gate, 7) for gate in (f, i, np.tanh(z["c"]), o)]
