"""Mistakes in several questions.

gates_candidate_linear: the candidate without tanh.
run_in_place: right states, but h_0 and c_0 are overwritten with the last ones.
gru_always_before: the reset gate acts before the product, whatever is asked for.
units_forget_by_opening: opens the forget gate to forget.
kept_mean: the mean of the gates.
backward_output_on_all: the output gate acts on what comes from later steps, too.
"""

LOSES = {
    "test_q1": 0.5,
    "test_q3": 1,
    "test_q4": 1,
    "test_q6": 3,
    "test_q7_kept": 1,
    "test_q7_backward": 2,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, z["c"], o

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0.copy()], [c_0.copy()]
    for t in range(x.shape[1]):
        new_h, new_c = step(h_0, c_0, x[:, t])
        h_0[mask[:, t]] = new_h[mask[:, t]]
        c_0[mask[:, t]] = new_c[mask[:, t]]
        h.append(h_0.copy())
        c.append(c_0.copy())
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if False:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate

# %% q6_latch
latch = {"W_fx": [20, 20, -20, -20, -20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": -20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [-20, -20, 20, -20, -20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": 20}

# %% q7_kept
def kept(f, mask):
    return (f * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1), 1)[:, None]

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = (dh[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + carried) * o[:, t]
        carried = f[:, t] * dc[:, t]
    return dc
