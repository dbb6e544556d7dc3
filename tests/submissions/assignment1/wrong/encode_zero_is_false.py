"""`or` takes the id 0 of `<pad>` for a missing one."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token) or 1 for token in tokens]
