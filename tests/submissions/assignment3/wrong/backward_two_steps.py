"""Truncated to two steps: what came from the step after goes no further."""

LOSES = {"test_q7_backward": 1}

# %% q7_backward
def backward_along_c(dh, c, f, o):
    own = dh * o * (1 - np.tanh(c[:, 1:]) ** 2)
    dc = own.copy()
    dc[:, :-1] += f[:, 1:] * own[:, 1:]
    return dc
