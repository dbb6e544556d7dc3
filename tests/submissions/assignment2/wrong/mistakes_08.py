"""Mistakes in several questions.

step_clips_argument: clips the argument of tanh to 3.
loss_wrong_axis: softmax over the steps, not over the classes.
numerical_four_points: a better approximation than the one that is asked for: exact for cubes.
check_spectral_norm: the largest singular value of a matrix, not the length of all its entries.
"""

LOSES = {"test_q3": 1, "test_q6_sum": 1, "test_q6_large": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return np.tanh(np.clip(W_hh @ h + W_hx @ x + b_h, -3, 3))

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(np.take_along_axis(z, y[..., None], axis=-1)[..., 0] * mask).sum()

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        e = np.zeros(w.shape)
        e[index] = epsilon
        slopes[index] = (8 * (f(w + e) - f(w - e)) - f(w + 2 * e) + f(w - 2 * e)) / (12 * epsilon)
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    def length(array):
        return np.linalg.norm(array, 2)

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)
