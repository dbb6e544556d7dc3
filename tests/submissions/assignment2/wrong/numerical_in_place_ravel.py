"""Moves the entries of `w.ravel()` in place: of a transposed array that is a copy."""

LOSES = {"test_q9_numerical": 1}

# %% q9_numerical
def numerical_gradient(f, w, epsilon=1e-5):
    flat = w.ravel()
    slopes = []
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + epsilon
        above = f(w)
        flat[i] = kept - epsilon
        slopes.append((above - f(w)) / (2 * epsilon))
        flat[i] = kept
    return np.reshape(slopes, w.shape)
