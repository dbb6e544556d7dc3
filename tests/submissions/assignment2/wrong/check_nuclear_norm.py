"""The sum of the singular values of a matrix."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    def length(array):
        return np.linalg.norm(np.atleast_2d(array), "nuc")

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)
