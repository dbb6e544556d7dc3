"""Keeps the most frequent words first and puts equally frequent ones in order afterwards."""

LOSES = {"test_q2_size": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = counts.most_common(size - 2)
    ordered = [token for token, _ in sorted(kept, key=lambda pair: (-pair[1], pair[0]))]
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}
