"""Mistakes in several questions.

gates_hard_sigmoid: straight lines in place of the sigmoid, as early versions of Keras had them.
states_no_forgetting: adds to the memory and never forgets, as the first LSTM of 1997 did.
run_over_batch: goes over the examples, not over the steps.
gru_resets_input: after the product the reset gate acts on the input too.
count_gru_swapped: the two GRUs in the wrong order.
units_wrong_order: the columns in another order: the letter first.
"""

LOSES = {"test_q1": 1.5, "test_q2": 1, "test_q3": 2, "test_q4": 1, "test_q5": 0.5, "test_q6": 3}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (np.clip(0.2 * z[k] + 0.5, 0, 1) for k in "fio")
    return f, i, np.tanh(z["c"]), o

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = c + i * candidate
    return o * np.tanh(c), c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0[:1] + np.zeros((x.shape[1], 1))], [c_0[:1] + np.zeros((x.shape[1], 1))]
    for i in range(len(x)):
        new_h, new_c = step(h[-1], c[-1], x[i])
        h.append(np.where(mask[i, :, None], new_h, h[-1]))
        c.append(np.where(mask[i, :, None], new_c, c[-1]))
    return [np.concatenate([first[:, None], np.array(s[1:])], axis=1) for first, s in ((h_0, h), (c_0, c))]

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"]) + (r - 1) * (x @ p["W_cx"].T + p["b_c"])
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate

# %% q5_count
def count_parameters(n_x, n_h):
    simple = n_h * (n_h + n_x) + n_h
    return 4 * simple, 3 * simple + 3 * n_h, 3 * simple

# %% q6_latch
latch = {"W_fx": [20, -20, -20, 20, 20], "W_ix": [-20, 20, -20, -20, -20], "W_cx": [0, 20, 0, 0, 0]}

# %% q6_counter
counter = {"b_f": 20, "W_ix": [-20, 20, 20, -20, -20], "W_cx": [0, 20, -20, 0, 0]}
counter["W_ox"] = [-20, -20, -20, -20, 20]

# %% q6_toggle
toggle = {"W_fx": [20, 20, 20, -20, 20], "W_ix": [-20, -20, -20, 20, -20], "W_ih": -53, "b_c": 20, "b_o": 20}
