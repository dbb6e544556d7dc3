"""`Counter.most_common` leaves equally frequent words in the order of their first appearance."""

LOSES = {"test_q2_order": 1.5, "test_q2_size": 1.5}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    entries = ["<pad>", "<unk>"] + [token for token, _ in counts.most_common(size - 2)]
    return {token: i for i, token in enumerate(entries)}
