"""Goes back over the examples, not over the steps."""

LOSES = {"test_q7": 2}

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(dh[0])
    for i in reversed(range(len(dh))):
        dz[i] = (dh[i] + carried) * (1 - h[i, 1:] ** 2)
        carried = dz[i] @ W_hh
    return dz
