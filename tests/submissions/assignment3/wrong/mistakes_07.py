"""Mistakes in several questions.

gates_dictionary: returns a dictionary in place of four results.
run_mask_h_only: the mask holds h only; c goes on.
gru_candidate_sigmoid: the candidate goes through the sigmoid.
units_leak: a forget gate of sigmoid(6): each step loses a four-hundredth.
kept_padding_forgets: multiplies the gates with the mask: a padded step forgets everything.
backward_two_steps: truncated to two steps: what came from the step after goes no further.
"""

LOSES = {
    "test_q1": 2,
    "test_q3": 1,
    "test_q4": 2,
    "test_q6": 3,
    "test_q7_kept": 0.5,
    "test_q7_backward": 1,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return {"f": f, "i": i, "candidate": np.tanh(z["c"]), "o": o}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(new_c)
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = 1 / (1 + np.exp(-(from_state + x @ p["W_cx"].T + p["b_c"])))
    return z * h + (1 - z) * candidate

# %% q6_latch
latch = {"W_fx": [-20, -20, 6, 6, 6], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 6, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [6, 6, -20, 6, 6], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": 20}

# %% q7_kept
def kept(f, mask):
    return (f * mask[:, :, None]).prod(axis=1)

# %% q7_backward
def backward_along_c(dh, c, f, o):
    own = dh * o * (1 - np.tanh(c[:, 1:]) ** 2)
    dc = own.copy()
    dc[:, :-1] += f[:, 1:] * own[:, 1:]
    return dc
