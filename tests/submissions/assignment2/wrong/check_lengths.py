"""Compares only the lengths of the two gradients."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    a, b = np.linalg.norm(gradient), np.linalg.norm(numerical)
    return bool(abs(a - b) <= 1e-6 * (a + b))
