"""Truncated to two steps: of what came from the step after, nothing goes on."""

LOSES = {"test_q7": 1}

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = (dh[:, t] * (1 - h[:, t + 1] ** 2)) @ W_hh
    return dz
