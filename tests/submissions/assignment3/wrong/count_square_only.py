"""Right for n_h = n_x only."""

LOSES = {"test_q5": 1}

# %% q5_count
def count_parameters(n_x, n_h):
    simple = 2 * n_h**2 + n_h
    return 4 * simple, 3 * simple, 3 * simple + 3 * n_h
