"""Adds the differences up with their signs: mistakes cancel."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    scale = np.abs(gradient).sum() + np.abs(numerical).sum()
    return bool(abs((gradient - numerical).sum()) <= 1e-6 * scale)
