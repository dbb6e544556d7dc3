"""Strips punctuation marks from the tokens, and loses those that are tokens."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token.strip(".,!?;:"), 1) for token in tokens]
