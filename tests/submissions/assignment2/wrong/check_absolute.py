"""The absolute difference: too strict for large gradients, blind to mistakes in small ones."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(f, w, gradient):
    n = np.asarray(numerical_gradient(f, w))
    return np.linalg.norm(gradient - n) < 1e-6
