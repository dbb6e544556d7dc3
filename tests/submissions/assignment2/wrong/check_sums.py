"""Adds the differences up with their signs: mistakes cancel."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(f, w, gradient):
    n = np.asarray(numerical_gradient(f, w))
    scale = np.abs(gradient).sum() + np.abs(n).sum()
    return bool(abs((gradient - n).sum()) <= 1e-6 * scale)
