"""Truncated to one step: nothing comes from later steps."""

LOSES = {"test_q7": 2}

# %% q7_backward
def backward(dh, h, W_hh):
    return dh * (1 - h[:, 1:] ** 2)
