"""One stacked matrix for all gates, with bias; a sigmoid by tanh; the gates of all steps as cumulative products."""

# %% q1_gates
def gates(h, x, p):
    W = np.vstack([np.hstack([p[f"W_{k}h"], p[f"W_{k}x"], p[f"b_{k}"][:, None]]) for k in "fico"])
    z = np.c_[h, x, np.ones(len(h))] @ W.T  # (m, 4 n_h)
    f, i, c, o = np.split(z, 4, axis=1)
    return [0.5 * (1 + np.tanh(f / 2)), 0.5 * (1 + np.tanh(i / 2)), np.tanh(c), 0.5 * (1 + np.tanh(o / 2))]

# %% q2_states
def new_states(c, f, i, candidate, o):
    both = np.sum([np.multiply(f, c), np.multiply(i, candidate)], axis=0)
    return np.array([o * np.tanh(both), both])

# %% q3_run
def run(step, x, h_0, c_0, mask):
    m, T, _ = x.shape
    both = np.empty((2, m, T + 1, h_0.shape[1]))
    both[:, :, 0] = h_0, c_0
    for t in range(T):
        both[:, :, t + 1] = both[:, :, t]
        real = np.flatnonzero(mask[:, t])
        if len(real):
            both[:, real, t + 1] = step(*both[:, real, t], x[real, t])
    return both

# %% q4_gru
def gru_step(h, x, p, reset_after):
    from_h = h @ np.vstack([p["W_zh"], p["W_rh"], p["W_ch"]]).T
    from_x = x @ np.vstack([p["W_zx"], p["W_rx"], p["W_cx"]]).T + np.r_[p["b_z"], p["b_r"], p["b_c"]]
    (h_z, h_r, h_c), (x_z, x_r, x_c) = np.split(from_h, 3, axis=1), np.split(from_x, 3, axis=1)
    z, r = 0.5 + 0.5 * np.tanh([(h_z + x_z) / 2, (h_r + x_r) / 2])
    if not reset_after:
        h_c = np.matmul(r * h, p["W_ch"].T)
    else:
        h_c = r * h_c + r * p["b_ch"]
    new = np.tanh(h_c + x_c)
    return new + z * (h - new)

# %% q5_count
def count_parameters(n_x, n_h):
    return np.array([4, 3, 3]) * n_h * (n_h + n_x + np.array([1, 1, 2]))

# %% q6_latch
# The numbers of lesson 3.2: 100 for what decides, 10 against it otherwise.
latch = {"b_f": 10, "W_fx": [-100, -100, 0, 0, 0], "b_i": -10, "W_ix": np.array([100, 0, 0, 0, 0]), "b_c": 10}

# %% q6_counter
counter = {
    **{"b_f": [10], "b_i": -10, "W_ix": (100, 100, 0, 0, 0), "W_cx": np.array([[100, -100, 0, 0, 0]])},
    **{"b_o": np.array([-10.0]), "W_ox": [0, 0, 0, 100, 0], "W_oh": [[0]]},
}

# %% q6_toggle
# Outside it writes 1. Inside the candidate is -1 and is added to what stays.
toggle = {"b_f": 12, "b_i": -12, "W_ix": [0, 0, 24, 0, 0], "b_c": 12, "W_ch": -32, "b_o": 12}

# %% q7_kept
def kept(f, mask):
    return np.exp(np.sum(np.log(f), axis=1, where=mask[:, :, None]))  # warns of the logarithm of 0

# %% q7_backward
def backward_along_c(dh, c, f, o):
    own = np.einsum("mth,mth,mth->mth", dh, o, 1 - np.tanh(c[:, 1:]) ** 2)
    T = dh.shape[1]
    dc = np.empty_like(own)
    for t in range(T):
        shares = np.cumprod(np.concatenate([np.ones_like(f[:, :1]), f[:, t + 1 :]], axis=1), axis=1)
        dc[:, t] = (shares * own[:, t:]).sum(axis=1)
    return dc
