"""Forward differences."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        moved = w.copy()
        moved[index] += epsilon
        slopes[index] = (f(moved) - f(w)) / epsilon
    return slopes
