"""Mistakes in several questions.

step_rounded: rounds to six digits.
loss_largest_of_batch: takes the largest logit of the batch from all: those of other steps are left with log 0.
backward_window_of_4: truncated: nothing crosses from one window of four steps to the one before.
numerical_own_epsilon: uses a fixed step, whatever epsilon is.
check_zero: two gradients of zero: 0/0 is not below anything.
"""

LOSES = {"test_q3": 1, "test_q6_large": 1, "test_q7": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return np.round(np.tanh(W_hh @ h + W_hx @ x + b_h), 6)

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max()
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return -(np.take_along_axis(z, y[..., None], axis=-1)[..., 0] * mask).sum()

# %% q7_backward
def backward(dh, h, W_hh):
    m, T, n_h = dh.shape
    dz, carried = np.zeros((m, T, n_h)), np.zeros((m, n_h))
    for t in reversed(range(T)):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = dz[:, t] @ W_hh if t % 4 else 0 * carried
    return dz

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        move = np.zeros(w.shape)
        move[index] = 1e-5
        slopes[index] = (f(w + move) - f(w - move)) / 2e-5
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    return np.linalg.norm(gradient - numerical) / (np.linalg.norm(gradient) + np.linalg.norm(numerical)) < 1e-6
