"""Right ids, but each unknown word is entered into the dictionary that it was given."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.setdefault(token, 1) for token in tokens]
