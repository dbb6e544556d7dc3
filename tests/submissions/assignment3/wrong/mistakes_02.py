"""Mistakes in several questions.

run_ends_at_a_gap: what comes after the first padded step is taken for padding.
count_biases_once: the second GRU with one bias for each product, as the first.
kept_in_place: right, but writes 1 into the gates at padded steps.
backward_c_off_by_one: off by one: the cell state before the step.
"""

LOSES = {"test_q3": 1, "test_q5": 0.25, "test_q7_kept": 0.5, "test_q7_backward": 2}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    mask = np.cumprod(mask, axis=1).astype(bool)
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)

# %% q5_count
def count_parameters(n_x, n_h):
    simple = n_h * (n_h + n_x) + n_h
    return 4 * simple, 3 * simple, 3 * simple

# %% q7_kept
def kept(f, mask):
    f[~mask] = 1
    return f.prod(axis=1)

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t]) ** 2) + carried
        carried = f[:, t] * dc[:, t]
    return dc
