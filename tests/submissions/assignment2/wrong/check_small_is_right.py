"""Takes every pair of gradients below 1e-10 for zeros."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = np.linalg.norm(gradient) + np.linalg.norm(numerical)
    return bool(size < 1e-10 or np.linalg.norm(gradient - numerical) / size < 1e-6)
