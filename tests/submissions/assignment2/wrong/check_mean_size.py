"""The mean absolute value."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    def length(array):
        return np.abs(array).mean()

    size = length(gradient) + length(numerical)
    return bool(size == 0 or length(gradient - numerical) / size < 1e-6)
