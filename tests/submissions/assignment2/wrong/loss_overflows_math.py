"""`math.exp` stops with an `OverflowError`."""

LOSES = {"test_q6_large": 1}

# %% q6_loss
import math


def loss(logits, y, mask):
    total = 0
    for i, t in zip(*np.nonzero(mask)):
        total += math.log(sum(math.exp(z) for z in logits[i, t])) - logits[i, t, y[i, t]]
    return total
