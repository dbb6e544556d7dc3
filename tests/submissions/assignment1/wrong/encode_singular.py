"""Takes an unknown plural for its singular."""

LOSES = {"test_q3": 1}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.get(token, dictionary.get(token.removesuffix("s"), 1)) for token in tokens]
