"""Looks tokens up in small letters."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token.lower(), 1) for token in tokens]
