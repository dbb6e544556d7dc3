"""Leaves out the derivative of tanh."""

LOSES = {"test_q7": 2}

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = dh[:, t] + carried
        carried = dz[:, t] @ W_hh
    return dz
