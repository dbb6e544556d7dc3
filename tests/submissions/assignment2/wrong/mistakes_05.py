"""Mistakes in several questions.

count_no_biases: counts the matrices without the biases.
loss_mean_of_examples: sums over the steps, but takes the mean over the examples.
numerical_by_value: finds the place of an entry by its value: of two that are equal it moves the first one only.
check_one_length: divides by the length of the numerical gradient alone: half the threshold.
"""

LOSES = {"test_q2_count": 1, "test_q6_sum": 1, "test_q6_large": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    return n_h * n_h + n_h * n_x, n_y * n_h

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    each = -np.take_along_axis(z, y[..., None], axis=-1)[..., 0]
    return (each * mask).sum(axis=1).mean()

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for value in w.flat:
        index = tuple(np.argwhere(w == value)[0])
        move = np.zeros(w.shape)
        move[index] = epsilon
        slopes[index] = (f(w + move) - f(w - move)) / (2 * epsilon)
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(numerical)
    return bool(np.linalg.norm(gradient - numerical) < 1e-6 * size or not np.any(gradient - numerical))
