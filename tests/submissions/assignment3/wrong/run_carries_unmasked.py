"""The result is masked, but behind it the unmasked states go on."""

LOSES = {"test_q3": 1}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    raw_h, raw_c = h_0, c_0
    h, c = [h_0], [c_0]
    for t in range(x.shape[1]):
        raw_h, raw_c = step(raw_h, raw_c, x[:, t])
        h.append(np.where(mask[:, t, None], raw_h, h[-1]))
        c.append(np.where(mask[:, t, None], raw_c, c[-1]))
    return np.stack(h, axis=1), np.stack(c, axis=1)
