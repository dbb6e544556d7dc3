"""Counts the gates and not the candidate."""

LOSES = {"test_q5": 1}

# %% q5_count
def count_parameters(n_x, n_h):
    simple = n_h * (n_h + n_x) + n_h
    return 3 * simple, 2 * simple, 2 * simple + 2 * n_h
