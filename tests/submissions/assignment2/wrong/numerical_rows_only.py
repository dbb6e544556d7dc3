"""Right for arrays with one axis: moves whole rows of a matrix."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    slopes = np.zeros(w.shape)
    for i in range(len(w)):
        move = np.zeros(w.shape)
        move[i] = epsilon
        slopes[i] = (f(w + move) - f(w - move)) / (2 * epsilon)
    return slopes
