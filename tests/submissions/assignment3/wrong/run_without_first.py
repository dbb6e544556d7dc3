"""Leaves the first states out."""

LOSES = {"test_q3": 2}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h[1:], axis=1), np.stack(c[1:], axis=1)
