"""Finds the place of an entry by its value: of two that are equal it moves the first one only."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for value in w.flat:
        index = tuple(np.argwhere(w == value)[0])
        move = np.zeros(w.shape)
        move[index] = epsilon
        slopes[index] = (f(w + move) - f(w - move)) / (2 * epsilon)
    return slopes
