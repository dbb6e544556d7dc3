"""Two gradients of zero: 0/0 is not below anything."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    return np.linalg.norm(gradient - numerical) / (np.linalg.norm(gradient) + np.linalg.norm(numerical)) < 1e-6
