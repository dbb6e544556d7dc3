"""Mistakes in several questions.

step_in_place: writes the new state into the array of the old one.
loss_drops_log_sum: where the probability is 0 in floats, takes the distance to the largest logit for the loss.
backward_tiny_is_zero: takes what is below 1e-12 for zero.
numerical_larger_epsilon: moves the entries ten times as far as asked.
check_threshold: ten times too generous: 1e-5 in place of 1e-6.
"""

LOSES = {"test_q3": 1, "test_q6_large": 1, "test_q7": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    z = W_hh @ h
    z += W_hx @ x
    h[:] = np.tanh(z + b_h)
    return h

# %% q6_loss
def loss(logits, y, mask):
    true = y[..., None]
    p = np.take_along_axis(softmax(logits), true, axis=-1)[..., 0]
    far = logits.max(axis=-1) - np.take_along_axis(logits, true, axis=-1)[..., 0]
    return (np.where(p > 0, -np.log(np.where(p > 0, p, 1)), far) * mask).sum()

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = np.where(np.abs(dz[:, t]) < 1e-12, 0, dz[:, t]) @ W_hh
    return dz

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        move = np.zeros(w.shape)
        move[index] = 10 * epsilon
        slopes[index] = (f(w + move) - f(w - move)) / (20 * epsilon)
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    return bool(np.linalg.norm(gradient - numerical) <= 1e-5 * (np.linalg.norm(gradient) + np.linalg.norm(numerical)))
