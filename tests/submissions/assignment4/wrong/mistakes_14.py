"""Mistakes in several questions.

reverse_batch_axis: turns the batch round.
embedding_missing_left_out: no row for words without a vector.
freeze_wrong_loss: a loss for yes and no.
scores_f1_geometric: F1 as the geometric mean.
"""

LOSES = {"test_q2_reverse": 1, "test_q2_bidirectional": 2, "test_q5": 2, "test_q6": 2, "test_q9": 2}

# %% q2_reverse
def reverse_words(x, mask):
    return x[::-1]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    vectors = {}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        vectors.setdefault(" ".join(fields[:-d]), [float(n) for n in fields[-d:]])
    return np.array([vectors[word] for word in words if word in vectors])

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    return model

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, (precision * recall) ** 0.5
