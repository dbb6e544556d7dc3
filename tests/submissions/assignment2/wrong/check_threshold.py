"""Ten times too generous: 1e-5 in place of 1e-6."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    return bool(np.linalg.norm(gradient - numerical) <= 1e-5 * (np.linalg.norm(gradient) + np.linalg.norm(numerical)))
