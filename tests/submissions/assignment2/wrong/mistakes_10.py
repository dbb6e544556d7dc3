"""Mistakes in several questions.

step_no_bias: forgets the bias.
loss_epsilon: adds a little before the logarithm, which caps the loss at about 28.
backward_transposed: transposes W_hh on the way back: the shapes still fit.
numerical_not_restored: moves each entry in place and leaves it there.
check_threshold_near: 1.1e-6 in place of 1e-6.
"""

LOSES = {"test_q3": 1, "test_q6_large": 1, "test_q7": 2, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return np.tanh(W_hh @ h + W_hx @ x)

# %% q6_loss
def loss(logits, y, mask):
    probability = softmax(logits)
    true = np.take_along_axis(probability, y[..., None], axis=-1)[..., 0]
    return -(np.log(true + 1e-12) * mask).sum()

# %% q7_backward
def backward(dh, h, W_hh):
    dz = np.zeros_like(dh)
    carried = np.zeros_like(h[:, 0])
    for t in reversed(range(dh.shape[1])):
        dz[:, t] = (dh[:, t] + carried) * (1 - h[:, t + 1] ** 2)
        carried = dz[:, t] @ W_hh.T
    return dz

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += epsilon
        above = f(w)
        w[index] -= 2 * epsilon
        slopes[index] = (above - f(w)) / (2 * epsilon)
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return bool(size == 0 or np.linalg.norm(gradient - numerical) / size < 1.1e-6)
