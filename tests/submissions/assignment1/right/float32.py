"""Single precision wherever there is a choice, NaN-proof means, both branches of a sigmoid by boolean index."""

# %% q1_one_hot
def one_hot(ids, depth):
    table = np.vstack([np.eye(depth, dtype="float32"), np.zeros(depth, dtype="float32")])
    return table[ids]

# %% q5_align
def align(sequences, length):
    ids = np.zeros((len(sequences), length), dtype="int32")
    mask = np.zeros((len(sequences), length), dtype="float32")
    for i, sequence in enumerate(sequences):
        for t, word in enumerate(sequence[-length:]):
            ids[i, t], mask[i, t] = word, 1
    return ids, mask

# %% q6_average
def average_embedding(ids, mask, P):
    vectors = np.where(mask[..., None], P[ids], np.nan)
    result = np.zeros((len(ids), P.shape[1]), dtype="float32")
    some = mask.any(axis=1)
    result[some] = np.nanmean(vectors[some], axis=1)
    return result

# %% q7_predict
def predict(features, w, b):
    z = np.asarray(features @ w + b, dtype="float32")
    result = np.empty(len(z), dtype="float32")
    negative = z < 0
    result[~negative] = 1 / (1 + np.exp(-z[~negative]))
    powers = np.exp(z[negative])
    result[negative] = powers / (1 + powers)
    return result
