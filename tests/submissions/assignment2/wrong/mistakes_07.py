"""Mistakes in several questions.

step_adds_old_state: adds the old state: an RNN does not sum up its states.
loss_of_probabilities: gives logits to Keras, which takes them for probabilities.
numerical_forward_differences: forward differences.
check_small_is_right: takes every pair of gradients below 1e-10 for zeros.
"""

LOSES = {"test_q3": 1, "test_q6_sum": 1, "test_q6_large": 1, "test_q9_numerical": 1, "test_q9_check": 1}

# %% q3_step
def step(h, x, W_hh, W_hx, b_h):
    return h + np.tanh(W_hh @ h + W_hx @ x + b_h)

# %% q6_loss
import keras


def loss(logits, y, mask):
    each = keras.losses.sparse_categorical_crossentropy(y, logits)
    return keras.ops.sum(each * mask)

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        moved = w.copy()
        moved[index] += epsilon
        slopes[index] = (f(moved) - f(w)) / epsilon
    return slopes

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return bool(size < 1e-10 or np.linalg.norm(gradient - numerical) / size < 1e-6)
