"""Right, but adds what comes from later steps to the array that it was given."""

LOSES = {"test_q7": 1}

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = dh[:, t] * (1 - h[:, t + 1] ** 2)
        if t > 0:
            dh[:, t - 1] += dz[:, t] @ W_hh
    return dz
