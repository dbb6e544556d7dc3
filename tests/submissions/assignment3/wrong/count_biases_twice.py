"""Two biases for each product everywhere, as in PyTorch."""

LOSES = {"test_q5": 0.75}

# %% q5_count
def count_parameters(n_x, n_h):
    simple = n_h * (n_h + n_x) + n_h
    return 4 * (simple + n_h), 3 * (simple + n_h), 3 * (simple + n_h)
