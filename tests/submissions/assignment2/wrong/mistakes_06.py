"""Mistakes in several questions.

count_square_only: right for n_h = n_x only, as in the example of the lesson.
loss_no_mask: ignores the mask: padding costs too.
numerical_default_epsilon: another epsilon where none is given: 1e-4 in place of 1e-5.
check_returns_number: returns the relative difference, not whether it is small.
"""

LOSES = {"test_q2_count": 1, "test_q6_sum": 1, "test_q6_large": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    return 2 * n_h * n_h + n_h, n_y * n_h + n_y

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return -np.take_along_axis(z, y[..., None], axis=-1).sum()

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-4):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        move = np.zeros(w.shape)
        move[index] = epsilon
        slopes[index] = (f(w + move) - f(w - move)) / (2 * epsilon)
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    return np.linalg.norm(gradient - numerical) / (np.linalg.norm(gradient) + np.linalg.norm(numerical))
