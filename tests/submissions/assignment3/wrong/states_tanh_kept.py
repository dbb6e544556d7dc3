"""Squashes the memory itself: tanh of c goes on to the next step."""

LOSES = {"test_q2": 0.5}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return o * np.tanh(c), np.tanh(c)
