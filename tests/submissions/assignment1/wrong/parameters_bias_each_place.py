"""Gives the unit above the flattened vectors a bias for each place."""

LOSES = {"test_q8": 1}

# %% q8_parameters
def count_parameters(v, d, length):
    return v * d, length * (d + 1), d + 1
