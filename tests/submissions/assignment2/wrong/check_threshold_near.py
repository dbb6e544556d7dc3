"""1.1e-6 in place of 1e-6."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return bool(size == 0 or np.linalg.norm(gradient - numerical) / size < 1.1e-6)
