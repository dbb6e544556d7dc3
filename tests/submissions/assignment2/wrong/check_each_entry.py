"""Compares entry by entry: a right gradient with a zero in it is refused."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(f, w, gradient):
    n = np.asarray(numerical_gradient(f, w))
    return bool(np.all(np.abs(gradient - n) <= 1e-6 * (np.abs(gradient) + np.abs(n))))
