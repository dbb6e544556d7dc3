"""Moves all entries at once: one slope for all."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slope = (f(w + epsilon) - f(w - epsilon)) / (2 * epsilon)
    return np.full(w.shape, slope)
