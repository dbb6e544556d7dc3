"""Mistakes in several questions.

forward_same_array: appends one array again and again: all states are the last one.
backward_least_slope: lets the derivative of tanh be no smaller than 0.001, so that nothing is lost in a saturated unit.
gradient_skips_first: leaves out the first step, as if h_0 were always 0.
check_largest: the largest absolute value.
clip_in_place: right, but shortens the arrays that it was given.
"""

LOSES = {"test_q4": 2, "test_q7": 2, "test_q8": 2, "test_q9_check": 1, "test_q10": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = h_0.copy()
    states = [h]
    for t in range(x.shape[1]):
        h[:] = np.tanh(h @ W_hh.T + x[:, t] @ W_hx.T + b_h)
        states.append(h)
    return np.stack(states, axis=1)

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * np.maximum(1 - h[:, t + 1] ** 2, 0.001)
        carried = dz[:, t] @ W_hh
    return dz

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->jk", dz[:, 1:], h[:, 1:-1])

# %% q9_check
def gradient_is_right(gradient, numerical):
    def length(array):
        return np.abs(array).max()

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    if norm > limit:
        for g in gradients.values():
            g *= limit / norm
    return gradients
