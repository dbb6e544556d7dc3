"""The absolute difference: too strict for large gradients, blind to mistakes in small ones."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    return np.linalg.norm(gradient - numerical) < 1e-6
