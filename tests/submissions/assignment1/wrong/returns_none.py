"""Computes, or prints, and returns nothing."""

LOSES = {
    "test_q1_rows": 1,
    "test_q1_missing": 1,
    "test_q2_order": 1.5,
    "test_q2_size": 1.5,
    "test_q3": 1,
    "test_q5_ids": 1.5,
    "test_q5_mask": 1.5,
    "test_q6_mean": 1.5,
    "test_q6_mask": 1.5,
    "test_q7_scores": 1,
    "test_q7_large": 1,
    "test_q8": 1,
}

# %% q1_one_hot
def one_hot(ids, depth):
    print((np.asarray(ids)[:, None] == np.arange(depth)).astype(int))

# %% q2_dictionary
def build_dictionary(token_lists, size):
    counts = {}
    for tokens in token_lists:
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    dictionary = {token: i for i, token in enumerate(["<pad>", "<unk>", *ordered[: size - 2]])}
    print(dictionary)

# %% q3_encode
def encode(tokens, dictionary):
    print([dictionary.get(token, 1) for token in tokens])

# %% q5_align
def align(sequences, length):
    for sequence in sequences:
        kept = sequence[-length:]
        print(kept + [0] * (length - len(kept)))

# %% q6_average
def average_embedding(ids, mask, P):
    result = (P[ids] * mask[:, :, None]).sum(axis=1)
    result /= np.maximum(mask.sum(axis=1, keepdims=True), 1)

# %% q7_predict
def predict(features, w, b):
    z = features @ w + b
    small = np.exp(-np.abs(z))
    print(np.where(z >= 0, 1, small) / (1 + small))

# %% q8_parameters
def count_parameters(v, d, length):
    print(v * d, length * d + 1, d + 1)
