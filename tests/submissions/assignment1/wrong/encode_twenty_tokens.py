"""Keeps the last 20 tokens, which is the task of `align`."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token, 1) for token in tokens[-20:]]
