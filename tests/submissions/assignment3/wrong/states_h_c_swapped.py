"""Returns c and h, in the wrong order."""

LOSES = {"test_q2": 1}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return c, o * np.tanh(c)
