"""Counts the matrices without the biases."""

LOSES = {"test_q2_count": 1}

# %% q2_count
def count_parameters(n_x, n_h, n_y):
    return n_h * n_h + n_h * n_x, n_y * n_h
