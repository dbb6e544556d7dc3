"""The tolerances of `np.allclose`: everything below 1e-8 counts as equal."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(f, w, gradient):
    n = np.asarray(numerical_gradient(f, w))
    return np.allclose(gradient, n)
