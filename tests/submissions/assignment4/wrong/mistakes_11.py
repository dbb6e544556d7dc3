"""Mistakes in several questions.

bidirectional_mean: the mean of both, written twice.
embedding_mean_rows: words without a vector get the mean of the others.
freeze_other_attribute: sets an attribute that Keras does not know.
loss_nan_at_padding: multiplies by the mask, and 0 log 0 is not a number.
scores_mean_of_kinds: the mean of the kinds' scores (macro).
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 2, "test_q6": 1, "test_q7": 0.5, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    mean = (np.asarray(forward_layer(x)) + backward) / 2
    return np.concatenate([mean, mean], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(n) for n in fields[-d:]]
    for i in rows.values():
        matrix[i] = matrix.sum(axis=0) / (len(words) - len(rows))
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.frozen = isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -(np.log(p) * mask).sum() / mask.sum()

# %% q9_scores
def entity_scores(true, predicted):
    def one(t, p):
        found = len(set(t) & set(p))
        precision, recall = (found / len(p) if p else 0.0), (found / len(t) if t else 0.0)
        return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0

    kinds = sorted({s[0] for rows in (true, predicted) for row in rows for s in row})
    if not kinds:
        return 0.0, 0.0, 0.0
    of = lambda rows, kind: [(i, *s) for i, row in enumerate(rows) for s in row if s[0] == kind]
    return tuple(np.mean([one(of(true, k), of(predicted, k)) for k in kinds], axis=0))
