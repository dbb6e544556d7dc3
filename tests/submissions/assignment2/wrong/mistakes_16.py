"""Mistakes in several questions.

forward_in_place: right states, but h_0 is overwritten with the last one.
loss_overflows_math: `math.exp` stops with an `OverflowError`.
gradient_mean: the mean over the examples, where the sum is asked for.
check_always_wrong: trusts nothing.
clip_each_array: shortens each array by itself, not all of them jointly.
"""

LOSES = {"test_q4": 1, "test_q6_large": 1, "test_q8": 1, "test_q9_check": 1, "test_q10": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    states = [h_0.copy()]
    for t in range(x.shape[1]):
        h_0[:] = np.tanh(h_0 @ W_hh.T + x[:, t] @ W_hx.T + b_h)
        states.append(h_0.copy())
    return np.stack(states, axis=1)

# %% q6_loss
import math


def loss(logits, y, mask):
    total = 0
    for i, t in zip(*np.nonzero(mask)):
        total += math.log(sum(math.exp(z) for z in logits[i, t])) - logits[i, t, y[i, t]]
    return total

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz, h[:, :-1]) / len(dz)

# %% q9_check
def gradient_is_right(gradient, numerical):
    return False

# %% q10_clip
def clip_by_norm(gradients, limit):
    return {name: g * min(1, limit / max(np.linalg.norm(g), 1e-12)) for name, g in gradients.items()}
