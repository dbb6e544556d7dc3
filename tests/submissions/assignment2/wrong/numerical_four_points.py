"""A better approximation than the one that is asked for: exact for cubes."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        e = np.zeros(w.shape)
        e[index] = epsilon
        slopes[index] = (8 * (f(w + e) - f(w - e)) - f(w + 2 * e) + f(w - 2 * e)) / (12 * epsilon)
    return slopes
