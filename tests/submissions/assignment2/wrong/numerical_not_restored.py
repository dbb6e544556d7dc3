"""Moves each entry in place and leaves it there."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        w[index] += epsilon
        above = f(w)
        w[index] -= 2 * epsilon
        slopes[index] = (above - f(w)) / (2 * epsilon)
    return slopes
