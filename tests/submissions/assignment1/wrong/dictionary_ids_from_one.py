"""Off by one: the first word takes the id of `<unk>`."""

LOSES = {"test_q2_order": 1.5, "test_q2_size": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[: size - 2]
    dictionary = {"<pad>": 0, "<unk>": 1}
    for i, token in enumerate(ordered, start=1):
        dictionary[token] = i
    return dictionary
