"""Mistakes in several questions.

gates_one_example: right for a batch of one: all others get the gates of the first example.
states_tanh_kept: squashes the memory itself: tanh of c goes on to the next step.
run_without_first: leaves the first states out.
units_blind: the latch takes 1 off though nothing may be there, the counter shows always, the toggle never.
backward_no_output_gate: leaves out the output gate.
diagnosis_one_of_each_pair: one machine of each pair is right.
"""

LOSES = {
    "test_q1": 2,
    "test_q2": 0.5,
    "test_q3": 2,
    "test_q6": 2.5,
    "test_q7_backward": 2,
    "test_q9": 2,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    z = {k: z[k][:1] + 0 * z[k] for k in z}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return o * np.tanh(c), np.tanh(c)

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h[1:], axis=1), np.stack(c[1:], axis=1)

# %% q6_latch
latch = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["b_o"] = 20

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": -20}

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + carried
        carried = f[:, t] * dc[:, t]
    return dc

# %% q9_diagnosis
diagnosis = {
    "a": "i at 0",
    "b": "i at 0",
    "c": "none",
    "d": "none",
    "e": "f at 1",
    "f": "f at 1",
    "g": "f at 1",
    "h": "f at 1",
}
