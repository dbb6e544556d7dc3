"""Adds to the memory and never forgets, as the first LSTM of 1997 did."""

LOSES = {"test_q2": 1}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = c + i * candidate
    return o * np.tanh(c), c
