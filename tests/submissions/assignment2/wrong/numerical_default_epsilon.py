"""Another epsilon where none is given: 1e-4 in place of 1e-5."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-4):
    slopes = np.zeros(w.shape)
    for index in np.ndindex(w.shape):
        move = np.zeros(w.shape)
        move[index] = epsilon
        slopes[index] = (f(w + move) - f(w - move)) / (2 * epsilon)
    return slopes
