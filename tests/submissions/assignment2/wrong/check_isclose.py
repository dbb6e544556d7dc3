"""The tolerances of `np.allclose`: everything below 1e-8 counts as equal."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(gradient, numerical):
    return np.allclose(gradient, numerical)
