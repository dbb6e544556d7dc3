"""Mistakes in several questions.

gates_forget_bias_added: adds 1 to the forget gate's argument, although the bias is in b_f.
states_f_i_swapped: the forget gate writes, and the input gate keeps.
run_no_carry: each step begins with the first states.
gru_no_reset: there is no reset gate.
count_biases_twice: two biases for each product everywhere, as in PyTorch.
units_output_gate: the counter shows at a mark too; the toggle closes its output gate at an opening bracket.
"""

LOSES = {"test_q1": 0.5, "test_q2": 1, "test_q3": 2, "test_q4": 2, "test_q5": 0.75, "test_q6": 1.5}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    z["f"] = z["f"] + 1
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = i * c + f * candidate
    return o * np.tanh(c), c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h_0, c_0, x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = 1 * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = h @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate

# %% q5_count
def count_parameters(n_x, n_h):
    simple = n_h * (n_h + n_x) + n_h
    return 4 * (simple + n_h), 3 * (simple + n_h), 3 * (simple + n_h)

# %% q6_counter
counter = {"b_f": 20, "W_ix": [20, 20, -20, -20, -20], "W_cx": [20, -20, 0, 0, 0]}
counter["W_ox"] = [-20, -20, 20, 20, -20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, -20, 20, 20], "W_ix": [-20, -20, 20, -20, -20], "W_ih": -53, "b_c": 20, "W_ox": [-20, 20, 20, 20, 20]}
