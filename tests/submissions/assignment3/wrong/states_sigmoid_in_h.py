"""Sigmoid in place of tanh in h."""

LOSES = {"test_q2": 0.5}

# %% q2_states
def new_states(c, f, i, candidate, o):
    c = f * c + i * candidate
    return o / (1 + np.exp(-c)), c
