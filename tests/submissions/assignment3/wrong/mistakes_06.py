"""Mistakes in several questions.

gates_clipped: clips the arguments of sigmoid and tanh to 15, so that no gate closes.
run_mask_c_only: the mask holds c only; h goes on.
gru_bias_outside: b_ch is added after the reset.
units_half: a gate at one half: the counter's output gate where nobody asks, the toggle's input gate inside.
kept_over_batch: the product over the examples.
backward_small_is_zero: takes what is below 1e-12 for zero: gradients that have faded are gradients too.
"""

LOSES = {
    "test_q1": 1.5,
    "test_q3": 1,
    "test_q4": 1,
    "test_q6": 1.5,
    "test_q7_kept": 1,
    "test_q7_backward": 1,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    z = {k: np.clip(z[k], -15, 15) for k in z}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(new_h)
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T) + p["b_ch"]
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [0, 0, 0, 20, 0]

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -26, "b_c": 20, "b_o": 20}

# %% q7_kept
def kept(f, mask):
    return np.where(mask[:, :, None], f, 1).prod(axis=0)

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + carried
        carried = np.where(np.abs(dc[:, t]) < 1e-12, 0, f[:, t] * dc[:, t])
    return dc
