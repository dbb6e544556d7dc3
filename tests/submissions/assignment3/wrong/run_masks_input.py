"""Padding makes the input zero, and the step is taken all the same."""

LOSES = {"test_q3": 1}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t] * mask[:, t, None])
        h.append(new_h)
        c.append(new_c)
    return np.stack(h, axis=1), np.stack(c, axis=1)
