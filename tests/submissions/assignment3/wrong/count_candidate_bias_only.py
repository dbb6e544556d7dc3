"""The second GRU with one more bias for the candidate alone."""

LOSES = {"test_q5": 0.25}

# %% q5_count
def count_parameters(n_x, n_h):
    simple = n_h * (n_h + n_x) + n_h
    return 4 * simple, 3 * simple, 3 * simple + n_h
