"""Mistakes in several questions.

gates_candidate_sigmoid: the candidate goes through the sigmoid, as the gates do.
run_lengths: takes the mask for lengths: the first steps are real, the rest is padding.
gru_bias_in_both: adds b_ch, if there is one, when the reset comes before the product, too.
units_forget_when_asked: the counter shows once and forgets; the toggle closes its input gate inside, and does not forget.
kept_no_mask: the mask is ignored.
backward_shared: right for a batch of one: what goes back is summed over the examples.
"""

LOSES = {
    "test_q1": 0.5,
    "test_q3": 1,
    "test_q4": 1,
    "test_q6": 2,
    "test_q7_kept": 0.5,
    "test_q7_backward": 2,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, 1 / (1 + np.exp(-z["c"])), o

# %% q3_run
def run(step, x, h_0, c_0, mask):
    mask = np.arange(x.shape[1]) < mask.sum(axis=1, keepdims=True)
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"].T + p.get("b_ch", 0)
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate

# %% q6_counter
counter = {"W_fx": [20, 20, 20, -20, 20], "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, 20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": 20}

# %% q7_kept
def kept(f, mask):
    return f.prod(axis=1)

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + carried
        carried = (f[:, t] * dc[:, t]).sum(axis=0)
    return dc
