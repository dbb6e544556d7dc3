"""Sorts pairs of count and word backwards, and with the counts the alphabet."""

LOSES = {"test_q2_order": 1.5, "test_q2_size": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    ordered = sorted(((count, token) for token, count in counts.items()), reverse=True)
    entries = ["<pad>", "<unk>"] + [token for _, token in ordered[: size - 2]]
    return {token: i for i, token in enumerate(entries)}
