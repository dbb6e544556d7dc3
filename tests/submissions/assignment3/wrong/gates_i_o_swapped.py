"""Input and output gate swapped."""

LOSES = {"test_q1": 1}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, o, np.tanh(z["c"]), i
