"""Divides by the larger of the two lengths, not by their sum."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    size = max(np.linalg.norm(gradient), np.linalg.norm(numerical))
    return bool(size == 0 or np.linalg.norm(gradient - numerical) / size < 1e-6)
