"""The two GRUs in the wrong order."""

LOSES = {"test_q5": 0.5}

# %% q5_count
def count_parameters(n_x, n_h):
    simple = n_h * (n_h + n_x) + n_h
    return 4 * simple, 3 * simple + 3 * n_h, 3 * simple
