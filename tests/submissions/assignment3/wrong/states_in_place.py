"""Right, but the cell state that it was given is overwritten."""

LOSES = {"test_q2": 0.5}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c *= f
    c += i * candidate
    return o * np.tanh(c), c
