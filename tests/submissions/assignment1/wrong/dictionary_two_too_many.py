"""`size` counts the words only: two entries too many."""

LOSES = {"test_q2_size": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[:size]
    return {"<pad>": 0, "<unk>": 1} | {token: i + 2 for i, token in enumerate(ordered)}
