"""Mistakes in several questions.

gates_i_o_swapped: input and output gate swapped.
states_no_tanh: h without the tanh.
run_reset_at_padding: padding sets both states to zero.
gru_resets_old_state: the reset gate acts on the state that stays, too.
count_no_biases: no biases.
backward_derivative_on_all: as in a simple RNN: the derivative of tanh acts on what comes from later steps, too.
"""

LOSES = {
    "test_q1": 1,
    "test_q2": 0.5,
    "test_q3": 1,
    "test_q4": 2,
    "test_q5": 1,
    "test_q7_backward": 2,
}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, o, np.tanh(z["c"]), i

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return o * c, c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(new_h * mask[:, t, None])
        c.append(new_c * mask[:, t, None])
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * (r * h) + (1 - z) * candidate

# %% q5_count
def count_parameters(n_x, n_h):
    weights = n_h * (n_h + n_x)
    return 4 * weights, 3 * weights, 3 * weights

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = (dh[:, t] * o[:, t] + carried) * (1 - np.tanh(c[:, t + 1]) ** 2)
        carried = f[:, t] * dc[:, t]
    return dc
