"""Right, but adds what comes from later steps to the array that it was given."""

LOSES = {"test_q7_backward": 1}

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dh *= o * (1 - np.tanh(c[:, 1:]) ** 2)
    for t in reversed(range(dh.shape[1] - 1)):
        dh[:, t] += f[:, t + 1] * dh[:, t + 1]
    return dh
