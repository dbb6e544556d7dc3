"""Takes what is below 1e-12 for zero."""

LOSES = {"test_q7": 1}

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = np.where(np.abs(dz[:, t]) < 1e-12, 0, dz[:, t]) @ W_hh
    return dz
