"""Right for a batch of one: all others get the gates of the first example."""

LOSES = {"test_q1": 2}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    z = {k: z[k][:1] + 0 * z[k] for k in z}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o
