"""The counter is a default argument: it still holds the words of the call before."""

LOSES = {"test_q2_order": 1.5, "test_q2_size": 1.5}

# %% q2_dictionary
def build_dictionary(token_lists, size, counts={}):
    for tokens in token_lists:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[: size - 2]
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered])}
