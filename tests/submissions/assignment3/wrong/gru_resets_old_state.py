"""The reset gate acts on the state that stays, too."""

LOSES = {"test_q4": 2}

# %% q4_gru
def gru_step(h, x, p, reset_after):
    z, r = (1 / (1 + np.exp(-(h @ p[f"W_{k}h"].T + x @ p[f"W_{k}x"].T + p[f"b_{k}"]))) for k in "zr")
    if reset_after:
        from_state = r * (h @ p["W_ch"].T + p["b_ch"])
    else:
        from_state = (r * h) @ p["W_ch"].T
    candidate = np.tanh(from_state + x @ p["W_cx"].T + p["b_c"])
    return z * (r * h) + (1 - z) * candidate
