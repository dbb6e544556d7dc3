"""Mistakes in several questions.

gates_candidate_last: returns the three gates first, then the candidate.
states_clipped: clips the memory to 10.
run_carries_unmasked: the result is masked, but behind it the unmasked states go on.
gru_always_after: the reset gate acts after the product, whatever is asked for.
"""

LOSES = {"test_q1": 1, "test_q2": 0.5, "test_q3": 1, "test_q4": 1}

# %% q1_gates
def gates(h, x, p):
    z = {k: h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"] for k in "fico"}
    f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    return f, i, o, np.tanh(z["c"])

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = np.clip(f * c + i * candidate, -10, 10)
    return o * np.tanh(c), c

# %% q3_run
def run(step, x, h_0, c_0, mask):
    raw_h, raw_c = h_0, c_0
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        raw_h, raw_c = step(raw_h, raw_c, x[:, t])
        h.append(np.where(mask[:, t, None], raw_h, h[-1]))
        c.append(np.where(mask[:, t, None], raw_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if True:
        from_state = r * (h @ p["W_ch"].T + p.get("b_ch", 0))
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * h + (1 - z) * candidate
