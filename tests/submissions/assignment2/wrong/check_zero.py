"""Two gradients of zero: 0/0 is not below anything."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(f, w, gradient):
    n = np.asarray(numerical_gradient(f, w))
    return np.linalg.norm(gradient - n) / (np.linalg.norm(gradient) + np.linalg.norm(n)) < 1e-6
