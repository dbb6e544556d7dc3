"""Mistakes in several questions.

gates_no_forget_bias: the bias of the forget gate is missing.
states_output_on_c: the output gate acts on the memory too.
run_same_array: appends one array again and again: all states are the last one.
gru_update_turned: the update gate the wrong way round.
backward_in_place: right, but adds what comes from later steps to the array that it was given.
diagnosis_by_h: looks at h only: two machines that show the same are held for the same.
"""

LOSES = {
    "test_q1": 0.5,
    "test_q2": 0.5,
    "test_q3": 2,
    "test_q4": 2,
    "test_q7_backward": 1,
    "test_q9": 1,
}

# %% q1_gates
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gates(h, x, p):
    f = sigmoid(h @ p["W_fh"].T + x @ p["W_fx"].T)
    i = sigmoid(h @ p["W_ih"].T + x @ p["W_ix"].T + p["b_i"])
    candidate = np.tanh(h @ p["W_ch"].T + x @ p["W_cx"].T + p["b_c"])
    o = sigmoid(h @ p["W_oh"].T + x @ p["W_ox"].T + p["b_o"])
    return f, i, candidate, o

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return o * np.tanh(c), o * c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = h_0.copy(), c_0.copy()
    all_h, all_c = [h], [c]
    for t in range(x.shape[1]):
        new_h, new_c = step(h, c, x[:, t])
        h[:] = np.where(mask[:, t, None], new_h, h)
        c[:] = np.where(mask[:, t, None], new_c, c)
        all_h.append(h)
        all_c.append(c)
    return np.stack(all_h, axis=1), np.stack(all_c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return (1 - z) * h + z * candidate

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dh *= o * (1 - np.tanh(c[:, 1:]) ** 2)
    for t in reversed(range(dh.shape[1] - 1)):
        dh[:, t] += f[:, t + 1] * dh[:, t + 1]
    return dh

# %% q9_diagnosis
diagnosis = {
    "a": "o at 0",
    "b": "o at 0",
    "c": "none",
    "d": "none",
    "e": "f at 1",
    "f": "i at 1",
    "g": "f at 1",
    "h": "o at 1",
}
