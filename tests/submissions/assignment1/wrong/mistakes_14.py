"""Mistakes in several questions.

dictionary_counts_as_text: sorts the counts as texts: 9 comes before 10.
encode_drops_unknown: leaves unknown words out instead of writing 1.
align_keeps_first: truncates the wrong end: keeps the first words of a long review.
predict_no_bias: forgets the bias.
"""

LOSES = {"test_q2_order": 1.5, "test_q3": 1, "test_q5_ids": 1.5, "test_q7_scores": 1, "test_q7_large": 1}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    alphabet = sorted(counts)
    ordered = sorted(alphabet, key=lambda token: str(counts[token]), reverse=True)
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary[token] for token in tokens if token in dictionary]

# %% q5_align
def align(sequences, length):
    ids = np.array([sequence[:length] + [0] * (length - len(sequence)) for sequence in sequences])
    return ids, ids != 0

# %% q7_predict
def predict(features, w, b):
    z = features @ w
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)
