"""Clips the memory to 10."""

LOSES = {"test_q2": 0.5}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = np.clip(f * c + i * candidate, -10, 10)
    return o * np.tanh(c), c
