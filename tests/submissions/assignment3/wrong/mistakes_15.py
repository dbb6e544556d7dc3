"""Mistakes in several questions.

gates_in_place: right, but the biases in the dictionary become those of a batch.
states_old_c: h shows the memory before the step.
run_returns_swapped: returns c, then h.
gru_transposed: `h @ W_ch` for rows, without the transpose.
count_square_only: right for n_h = n_x only.
backward_f_off_by_one: off by one: the gate of the step itself, not of the step after.
"""

LOSES = {
    "test_q1": 1,
    "test_q2": 0.5,
    "test_q3": 2,
    "test_q4": 2,
    "test_q5": 1,
    "test_q7_backward": 2,
}

# %% q1_gates
def gates(h, x, p):
    for k in "fico":
        p[f"b_{k}"] = np.tile(p[f"b_{k}"], (len(h), 1))
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"][0] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q2_states
def new_states(c, f, i, candidate, o):
    return o * np.tanh(c), f * c + i * candidate

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(c, axis=1), np.stack(h, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"] + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"]
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate

# %% q5_count
def count_parameters(n_x, n_h):
    simple = 2 * n_h**2 + n_h
    return 4 * simple, 3 * simple, 3 * simple + 3 * n_h

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + f[:, t] * carried
        carried = dc[:, t]
    return dc
