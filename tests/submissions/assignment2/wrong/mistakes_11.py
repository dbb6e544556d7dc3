"""Mistakes in several questions.

step_no_tanh: returns the argument of tanh.
loss_in_place: right, but takes the largest logit from the array that it was given.
backward_two_steps: truncated to two steps: of what came from the step after, nothing goes on.
numerical_order_in_memory: walks through the array as it lies in memory.
check_threshold_of_4: four times too generous: 4e-6 in place of 1e-6.
"""

LOSES = {"test_q3": 1, "test_q6_sum": 1, "test_q7": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return W_hh @ h + W_hx @ x + b_h

# %% q6_loss
def loss(logits, y, mask):
    logits -= logits.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(logits).sum(axis=-1))
    return ((log_sum - np.take_along_axis(logits, y[..., None], axis=-1)[..., 0]) * mask).sum()

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = (dh[:, t] * (1 - h[:, t + 1] ** 2)) @ W_hh
    return dz

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    moves = epsilon * np.eye(w.size)
    flat = w.flatten(order="K")
    return np.array([(f((flat + e).reshape(w.shape)) - f((flat - e).reshape(w.shape))) for e in moves]).reshape(w.shape) / (2 * epsilon)

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return bool(size == 0 or np.linalg.norm(gradient - numerical) / size < 4e-6)
