"""Transposes W_hh on the way back: the shapes still fit."""

LOSES = {"test_q7": 2}

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = dz[:, t] @ W_hh.T
    return dz
