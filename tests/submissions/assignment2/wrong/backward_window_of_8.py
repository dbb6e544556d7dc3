"""Truncated: what a step sends back is followed for eight steps and no further."""

LOSES = {"test_q7": 1}

# %% q7_backward
def backward(dh, h, W_hh):
    slope = 1 - h[:, 1:] ** 2
    dz = np.zeros(dh.shape)
    for s in range(dh.shape[1]):
        sent = dh[:, s] * slope[:, s]
        dz[:, s] += sent
        for t in range(s - 1, max(s - 8, -1), -1):
            sent = (sent @ W_hh) * slope[:, t]
            dz[:, t] += sent
    return dz
