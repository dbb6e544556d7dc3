"""The bias of the forget gate is missing."""

LOSES = {"test_q1": 0.5}

# %% q1_gates
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gates(h, x, p):
    f = sigmoid(h @ p["W_fh"].T + x @ p["W_fx"].T)
    i = sigmoid(h @ p["W_ih"].T + x @ p["W_ix"].T + p["b_i"])
    candidate = np.tanh(h @ p["W_ch"].T + x @ p["W_cx"].T + p["b_c"])
    o = sigmoid(h @ p["W_oh"].T + x @ p["W_ox"].T + p["b_o"])
    return f, i, candidate, o
