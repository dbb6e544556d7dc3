"""No biases."""

LOSES = {"test_q5": 1}

# %% q5_count
def count_parameters(n_x, n_h):
    weights = n_h * (n_h + n_x)
    return 4 * weights, 3 * weights, 3 * weights
