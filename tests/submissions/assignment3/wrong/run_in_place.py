"""Right states, but h_0 and c_0 are overwritten with the last ones."""

LOSES = {"test_q3": 1}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0.copy()], [c_0.copy()]
    for t in range(x.shape[1]):
        new_h, new_c = step(h_0, c_0, x[:, t])
        h_0[mask[:, t]] = new_h[mask[:, t]]
        c_0[mask[:, t]] = new_c[mask[:, t]]
        h.append(h_0.copy())
        c.append(c_0.copy())
    return np.stack(h, axis=1), np.stack(c, axis=1)
