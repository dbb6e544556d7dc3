"""Mistakes in several questions.

dictionary_cut_before_ties: keeps the most frequent words first and puts equally frequent ones in order afterwards.
encode_grows_dictionary: right ids, but each unknown word is entered into the dictionary that it was given.
align_uint8: stores the ids as `uint8`: 300 becomes 44.
predict_softmax: a softmax over the reviews: the probabilities of a batch add up to 1.
"""

LOSES = {"test_q2_size": 1.5, "test_q3": 1, "test_q5_ids": 1.5, "test_q7_scores": 1, "test_q7_large": 1}

# %% q2_dictionary
from collections import Counter


def build_dictionary(token_lists, size):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = counts.most_common(size - 2)
    ordered = [token for token, _ in sorted(kept, key=lambda pair: (-pair[1], pair[0]))]
    return {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}

# %% q3_encode
def encode(tokens, dictionary):
    return [dictionary.setdefault(token, 1) for token in tokens]

# %% q5_align
def align(sequences, length):
    rows = [sequence[-length:] for sequence in sequences]
    ids = np.array([row + [0] * (length - len(row)) for row in rows])
    return ids.astype("uint8"), ids > 0

# %% q7_predict
def predict(features, w, b):
    z = features @ w + b
    z = np.exp(z - z.max())
    return z / z.sum()
