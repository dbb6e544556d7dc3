"""Stores the ids as `int8`: 300 becomes 44."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return np.array([dictionary.get(token, 1) for token in tokens], dtype=int).astype("int8")
