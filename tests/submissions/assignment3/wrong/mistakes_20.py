"""Mistakes in several questions.

gates_transposed: `h @ W_fh` for rows, without the transpose.
run_zeros_first: begins with zeros, whatever it is given.
units_forget_bias_one: a forget bias of 1, as Keras begins, and no other weight on the forget gate.
kept_log_epsilon: adds up logarithms, with 1e-13 against those of 0.
backward_one_step: truncated to one step: nothing comes from later steps.
"""

LOSES = {"test_q1": 2, "test_q3": 2, "test_q6": 3, "test_q7_kept": 1, "test_q7_backward": 2}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"] + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [np.zeros_like(h_0)], [np.zeros_like(c_0)]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q6_latch
latch = {"b_f": 1, "W_ix": [20, -20, -20, -20, -20], "W_cx": [20, 0, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 1, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, -20, 20, -20]

# %% q6_toggle
toggle = {"b_f": 1, "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "b_o": 20}

# %% q7_kept
def kept(f, mask):
    return np.exp((np.log(f + 1e-13) * mask[:, :, None]).sum(axis=1))

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2)
        carried = f[:, t] * dc[:, t]
    return dc
