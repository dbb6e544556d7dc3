"""Goes over the examples, not over the steps."""

LOSES = {"test_q3": 2}

# %% q3_run
def run(step, x, h_0, c_0, mask):
    h, c = [h_0[:1] + np.zeros((x.shape[1], 1))], [c_0[:1] + np.zeros((x.shape[1], 1))]
    for i in range(len(x)):
        new_h, new_c = step(h[-1], c[-1], x[i])
        h.append(np.where(mask[i, :, None], new_h, h[-1]))
        c.append(np.where(mask[i, :, None], new_c, c[-1]))
    return [np.concatenate([first[:, None], np.array(s[1:])], axis=1) for first, s in ((h_0, h), (c_0, c))]
