"""Appends one array again and again: all states are the last one."""

LOSES = {"test_q3": 2}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = h_0.copy(), c_0.copy()
    all_h, all_c = [h], [c]
    for t in range(x.shape[1]):
        new_h, new_c = step(h, c, x[:, t])
        h[:] = np.where(mask[:, t, None], new_h, h)
        c[:] = np.where(mask[:, t, None], new_c, c)
        all_h.append(h)
        all_c.append(c)
    return np.stack(all_h, axis=1), np.stack(all_c, axis=1)
