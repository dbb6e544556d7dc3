"""Walks through the array as it lies in memory."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    moves = epsilon * np.eye(w.size)
    flat = w.flatten(order="K")
    return np.array([(f((flat + e).reshape(w.shape)) - f((flat - e).reshape(w.shape))) for e in moves]).reshape(w.shape) / (2 * epsilon)
