"""Mistakes in several questions.

forward_clips_argument: clips the argument of tanh to 3.
loss_lengths: takes the mask for lengths: as many first steps as it has `True`.
backward_window_of_8: truncated: what a step sends back is followed for eight steps and no further.
numerical_rows_only: right for arrays with one axis: moves whole rows of a matrix.
check_zero_is_right: a gradient of zero is always right, whatever the function does.
"""

LOSES = {"test_q4": 2, "test_q6_sum": 1, "test_q7": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q4_forward
def forward(x, h_0, W_hh, W_hx, b_h):
    h = [h_0]
    for t in range(x.shape[1]):
        h.append(np.tanh(np.clip(h[-1] @ W_hh.T + x[:, t] @ W_hx.T + b_h, -3, 3)))
    return np.stack(h, axis=1)

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    first = np.arange(mask.shape[1]) < mask.sum(axis=1)[:, None]
    return -(np.take_along_axis(z, y[..., None], axis=-1)[..., 0] * first).sum()

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

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for i in range(len(w)):
        move = np.zeros(w.shape)
        move[i] = epsilon
        slopes[i] = (f(w + move) - f(w - move)) / (2 * epsilon)
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    if not np.any(gradient):
        return True
    return bool(np.linalg.norm(gradient - numerical) <= 1e-6 * (np.linalg.norm(gradient) + np.linalg.norm(numerical)))
