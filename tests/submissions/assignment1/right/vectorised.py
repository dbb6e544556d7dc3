"""NumPy without a loop where there is a way, boolean indexing, einsum, a clipped score."""

# %% q1_one_hot
def one_hot(ids, depth):
    ids = np.array(ids)
    result = np.zeros((ids.size, depth), dtype=bool)
    rows = np.flatnonzero(ids >= 0)
    result[rows, ids[rows]] = True
    return result

# %% q2_dictionary
def build_dictionary(token_lists, size):
    flat = [token for tokens in token_lists for token in tokens]
    types, counts = np.unique(flat, return_counts=True)
    order = np.argsort(-counts, kind="stable")[: size - 2]
    return dict(zip(["<pad>", "<unk>", *types[order].tolist()], range(size), strict=False))

# %% q3_encode
def encode(tokens, dictionary):
    return np.array([dictionary.get(token, 1) for token in tokens], dtype="int32")

# %% q5_align
def align(sequences, length):
    lengths = np.array([min(len(sequence), length) for sequence in sequences])
    mask = np.arange(length) < lengths[:, None]
    ids = np.zeros(mask.shape, dtype="int32")
    ids[mask] = [i for sequence in sequences for i in sequence[-length:]]
    return ids, mask.astype(int)

# %% q6_average
def average_embedding(ids, mask, P):
    total = np.einsum("mt,mtd->md", mask.astype("float64"), P[ids])
    count = mask.sum(axis=1, keepdims=True)
    return np.divide(total, count, out=np.zeros_like(total), where=count > 0)

# %% q7_predict
def predict(features, w, b):
    z = np.clip(np.dot(features, w) + b, -80, 80)
    return np.reciprocal(1 + np.exp(-z))

# %% q8_parameters
def count_parameters(v, d, length):
    return tuple(np.array([v, length, 1]) * d + np.array([0, 1, 1]))
