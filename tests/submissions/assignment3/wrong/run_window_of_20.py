"""Begins anew after 20 steps."""

LOSES = {"test_q3": 2}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        before = (h[-1], c[-1]) if t % 20 else (h_0, c_0)
        new_h, new_c = step(*before, x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)
