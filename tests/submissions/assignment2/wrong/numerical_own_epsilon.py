"""Uses a fixed step, whatever epsilon is."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        move = np.zeros(w.shape)
        move[index] = 1e-5
        slopes[index] = (f(w + move) - f(w - move)) / 2e-5
    return slopes
