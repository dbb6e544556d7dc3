"""Truncated: nothing crosses from one window of four steps to the one before."""

LOSES = {"test_q7": 1}

# %% q7_backward
def backward(dh, h, W_hh):
    m, T, n_h = dh.shape
    dz, carried = np.zeros((m, T, n_h)), np.zeros((m, n_h))
    for t in reversed(range(T)):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = dz[:, t] @ W_hh if t % 4 else 0 * carried
    return dz
