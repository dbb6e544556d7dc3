"""Divides by the length of the numerical gradient alone: half the threshold."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(numerical)
    return bool(np.linalg.norm(gradient - numerical) < 1e-6 * size or not np.any(gradient - numerical))
