"""Counts in how many reviews a word occurs, not how often."""

LOSES = {"test_q2_order": 1.5}

# %% q2_dictionary
def build_dictionary(token_lists, size):
    counts = {}
    for tokens in token_lists:
        for token in set(tokens):
            counts[token] = counts.get(token, 0) + 1
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[: size - 2]
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered])}
