"""The candidate goes through the sigmoid, as the gates do."""

LOSES = {"test_q1": 0.5}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, 1 / (1 + np.exp(-z["c"])), o
