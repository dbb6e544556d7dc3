"""Mistakes in several questions.

gates_sigmoid_tanh_swapped: sigmoid for the candidate, tanh for the gates.
run_zero_after_padding: the states at padded steps are zeros in the result, though they are carried over rightly.
units_exchanged: the counter for the latch, the latch for the counter, and for the toggle a latch of another symbol.
kept_least: the least open gate decides.
backward_no_tanh: 1 - c² for the derivative of tanh at c.
diagnosis_own_words: right, in words of its own.
"""

LOSES = {
    "test_q1": 2,
    "test_q3": 1,
    "test_q6": 3,
    "test_q7_kept": 1,
    "test_q7_backward": 2,
    "test_q9": 2,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    return np.tanh(z["f"]), np.tanh(z["i"]), 1 / (1 + np.exp(-z["c"])), np.tanh(z["o"])

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    h, c = np.stack(h, axis=1), np.stack(c, axis=1)
    return [np.concatenate([s[:, :1], s[:, 1:] * mask[..., None]], axis=1) for s in (h, c)]

# %% q6_latch
latch = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
latch["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_counter
counter = {"W_fx": [-20, -20, 20, 20, 20], "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_cx": [0, 0, 20, 0, 0]}

# %% q7_kept
def kept(f, mask):
    return np.where(mask[:, :, None], f, 1).min(axis=1)

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - c[:, t + 1] ** 2) + carried
        carried = f[:, t] * dc[:, t]
    return dc

# %% q9_diagnosis
diagnosis = {
    "a": "input gate closed",
    "b": "o at 0",
    "c": "healthy",
    "d": "f at 0",
    "e": "forget gate open",
    "f": "i at 1",
    "g": "forget gate open",
    "h": "o at 1",
}
