"""h shows the memory before the step."""

LOSES = {"test_q2": 0.5}

# %% q2_states
def new_states(c, f, i, candidate, o):
    return o * np.tanh(c), f * c + i * candidate
