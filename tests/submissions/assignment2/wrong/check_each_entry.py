"""Compares entry by entry: a right gradient with a zero in it is refused."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    return bool(np.all(np.abs(gradient - numerical) <= 1e-6 * (np.abs(gradient) + np.abs(numerical))))
