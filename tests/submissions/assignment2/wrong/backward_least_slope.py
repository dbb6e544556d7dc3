"""Lets the derivative of tanh be no smaller than 0.001, so that nothing is lost in a saturated unit."""

LOSES = {"test_q7": 2}

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * np.maximum(1 - h[:, t + 1] ** 2, 0.001)
        carried = dz[:, t] @ W_hh
    return dz
