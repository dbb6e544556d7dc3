"""Refuses what is above the threshold, and NaN is not."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return bool(not np.linalg.norm(gradient - numerical) >= 1e-6 * size or size == 0)
