"""Forgets the bias of both units."""

LOSES = {"test_q8": 1}

# %% q8_parameters
def count_parameters(v, d, length):
    return v * d, length * d, d
