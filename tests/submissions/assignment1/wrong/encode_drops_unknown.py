"""Leaves unknown words out instead of writing 1."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary[token] for token in tokens if token in dictionary]
