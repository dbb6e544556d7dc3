"""Writes with 1 - f, as if there were no input gate."""

LOSES = {"test_q2": 1}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + (1 - f) * candidate
    return o * np.tanh(c), c
