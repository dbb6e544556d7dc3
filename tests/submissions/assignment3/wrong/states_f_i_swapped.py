"""The forget gate writes, and the input gate keeps."""

LOSES = {"test_q2": 1}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = i * c + f * candidate
    return o * np.tanh(c), c
