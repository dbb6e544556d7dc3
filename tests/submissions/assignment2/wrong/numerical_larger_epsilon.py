"""Moves the entries ten times as far as asked."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        move = np.zeros(w.shape)
        move[index] = 10 * epsilon
        slopes[index] = (f(w + move) - f(w - move)) / (20 * epsilon)
    return slopes
