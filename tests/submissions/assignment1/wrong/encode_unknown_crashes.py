"""A word that is not in the dictionary stops it with a `KeyError`."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary[token] for token in tokens]
