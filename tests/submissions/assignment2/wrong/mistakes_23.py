"""Mistakes in several questions.

forward_transposed: `h @ W_hh` for rows, without the transpose.
backward_over_batch: goes back over the examples, not over the steps.
gradient_transposed: rows and columns swapped.
check_nan_is_right: refuses what is above the threshold, and NaN is not.
clip_same_dictionary: returns the argument itself where nothing is to be shortened.
"""

LOSES = {"test_q4": 2, "test_q7": 2, "test_q8": 2, "test_q9_check": 1, "test_q10": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = np.zeros((len(x), x.shape[1] + 1, len(b_h)))
    h[:, 0] = h_0
    for t in range(x.shape[1]):
        h[:, t + 1] = np.tanh(h[:, t] @ W_hh + x[:, t] @ W_hx.T + b_h)
    return h

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(dh[0])
    for i in reversed(range(len(dh))):
        dz[i] = (dh[i] + carried) * (1 - h[i, 1:] ** 2)
        carried = dz[i] @ W_hh
    return dz

# %% q8_gradient
def gradient_W_hh(dz, h):
    return np.einsum("itj,itk->kj", dz, h[:, :-1])

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return bool(not np.linalg.norm(gradient - numerical) >= 1e-6 * size or size == 0)

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return gradients if norm <= limit else {name: g * limit / norm for name, g in gradients.items()}
