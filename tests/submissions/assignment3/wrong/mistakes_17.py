"""Mistakes in several questions.

gates_no_state: looks at the input only.
states_sigmoid_in_h: sigmoid in place of tanh in h.
run_window_of_20: begins anew after 20 steps.
gru_z_r_swapped: update and reset gate swapped.
backward_no_forget_gate: what comes from later steps is not multiplied by the forget gate.
diagnosis_forget_turned: reads the forget gate the other way round: 1 for forgetting.
"""

LOSES = {
    "test_q1": 2,
    "test_q2": 0.5,
    "test_q3": 2,
    "test_q4": 2,
    "test_q7_backward": 2,
    "test_q9": 1.5,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return o / (1 + np.exp(-c)), c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        before = (h[-1], c[-1]) if t % 20 else (h_0, c_0)
        new_h, new_c = step(*before, x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "rz")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + carried
        carried = dc[:, t]
    return dc

# %% q9_diagnosis
diagnosis = {
    "a": "i at 0",
    "b": "o at 0",
    "c": "none",
    "d": "f at 1",
    "e": "f at 0",
    "f": "i at 1",
    "g": "f at 0",
    "h": "o at 1",
}
