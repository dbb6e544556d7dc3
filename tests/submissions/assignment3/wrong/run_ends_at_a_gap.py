"""What comes after the first padded step is taken for padding."""

LOSES = {"test_q3": 1}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    mask = np.cumprod(mask, axis=1).astype(bool)
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        new_h, new_c = step(h[-1], c[-1], x[:, t])
        h.append(np.where(mask[:, t, None], new_h, h[-1]))
        c.append(np.where(mask[:, t, None], new_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)
