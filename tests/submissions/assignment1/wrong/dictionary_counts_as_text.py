"""Sorts the counts as texts: 9 comes before 10."""

LOSES = {"test_q2_order": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    alphabet = sorted(counts)
    ordered = sorted(alphabet, key=lambda token: str(counts[token]), reverse=True)
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}
