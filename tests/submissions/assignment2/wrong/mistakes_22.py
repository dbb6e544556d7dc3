"""Mistakes in several questions.

forward_state_across_examples: each example begins with the last state of the example before it.
backward_one_step: truncated to one step: nothing comes from later steps.
gradient_sums_first: sums over the steps before it multiplies.
check_mean_size: the mean absolute value.
clip_no_root: forgets the square root.
"""

LOSES = {"test_q4": 2, "test_q7": 2, "test_q8": 2, "test_q9_check": 1, "test_q10": 2}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    state = h_0[0]
    for i in range(len(x)):
        h[i, 0] = state
        for t in range(x.shape[1]):
            state = np.tanh(W_hh @ state + W_hx @ x[i, t] + b_h)
            h[i, t + 1] = state
    return h

# %% q7_backward
def backward(dh, h, W_hh):
    return dh * (1 - h[:, 1:] ** 2)

# %% q8_gradient
def gradient_W_hh(dz, h):
    return dz.sum(axis=1).T @ h[:, :-1].sum(axis=1)

# %% q9_check
def gradient_is_right(gradient, numerical):
    def length(array):
        return np.abs(array).mean()

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = sum((g**2).sum() for g in gradients.values())
    return {name: g * min(1, limit / max(norm, 1e-12)) for name, g in gradients.items()}
