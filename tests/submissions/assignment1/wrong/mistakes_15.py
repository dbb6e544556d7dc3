"""Mistakes in several questions.

dictionary_counts_reviews: counts in how many reviews a word occurs, not how often.
encode_global_dictionary: looks the words up in a global dictionary, not in the argument: right on the public example only.
align_masks_unknown: the mask leaves out unknown words (id 1) as well as padding.
predict_rounded: rounds to five digits.
"""

LOSES = {"test_q2_order": 1.5, "test_q3": 1, "test_q5_mask": 1.5, "test_q7_scores": 1, "test_q7_large": 1}

# %% q2_dictionary
def build_dictionary(token_lists, size):
    counts = {}
    for tokens in token_lists:
        for token in set(tokens):
            counts[token] = counts.get(token, 0) + 1
    ordered = sorted(counts, key=lambda token: (-counts[token], token))[: size - 2]
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered])}

# %% q3_encode
my_dictionary = {"<pad>": 0, "<unk>": 1, "good": 2, "film": 3}


def encode(tokens, dictionary):
    return [my_dictionary.get(token, 1) for token in tokens]

# %% q5_align
def align(sequences, length):
    ids = np.zeros((len(sequences), length), dtype=int)
    for i, sequence in enumerate(sequences):
        kept = sequence[-length:]
        ids[i, : len(kept)] = kept
    return ids, ids > 1

# %% q7_predict
def predict(features, w, b):
    z = np.clip(features @ w + b, -500, 500)
    return np.round(1 / (1 + np.exp(-z)), 5)
