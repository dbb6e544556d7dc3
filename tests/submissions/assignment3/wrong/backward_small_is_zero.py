"""Takes what is below 1e-12 for zero: gradients that have faded are gradients too."""

LOSES = {"test_q7_backward": 1}

# %% q7_backward
def backward_along_c(dh, c, f, o):
    dc = np.zeros_like(dh)
    carried = np.zeros_like(dh[:, 0])
    for t in reversed(range(dh.shape[1])):
        dc[:, t] = dh[:, t] * o[:, t] * (1 - np.tanh(c[:, t + 1]) ** 2) + carried
        carried = np.where(np.abs(dc[:, t]) < 1e-12, 0, f[:, t] * dc[:, t])
    return dc
