"""Trusts nothing."""

LOSES = {"test_q9_check": 1}

# %% q9_check
def gradient_is_right(f, w, gradient):
    return False
