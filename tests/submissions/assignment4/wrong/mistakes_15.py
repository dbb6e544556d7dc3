"""Mistakes in several questions.

reverse_by_argmin: looks for the first place without a word: a full row has none, and stays.
bidirectional_not_reversed: both layers read forward.
sentence_largest: the largest number of each unit.
embedding_normalised: makes every vector one of length 1.
freeze_returns_none: does it all, and returns nothing.
loss_filled_by_certainty: mask from the probabilities: a step is padding if they do not add up to 1.
scores_left_end: only kind and start must be right.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 2,
    "test_q6": 2,
    "test_q7": 0.5,
    "test_q9": 1,
}

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, row in enumerate(mask):
        n = int(np.argmin(row))
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    return np.concatenate([forward_layer(x), backward_layer(x)], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    return states.max(axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            vector = np.array([float(n) for n in fields[-d:]])
            matrix[rows.pop(word)] = vector / np.linalg.norm(vector)
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    keep = np.isclose(probabilities.sum(axis=-1), 1)
    keep &= mask | ~np.isclose(probabilities, probabilities[..., :1]).all(axis=-1)
    return -np.log(p[keep]).mean()

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len({s[:2] for s in t} & {s[:2] for s in p}) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
