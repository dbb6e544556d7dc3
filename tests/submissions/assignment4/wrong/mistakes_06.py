"""Mistakes in several questions.

shapes_no_embedding: leaves the embedding's shape out.
parameters_summed: returns the sum over the layers.
bidirectional_layers_swapped: the backward layer reads forward, the forward layer backward.
embedding_random_rows: random rows for words without a vector.
freeze_first_layer: freezes the layer at place 0, which is the input.
loss_softmax_again: makes probabilities of the probabilities.
spans_a_set: a set: in no order.
scores_true_zero_total: returns precision of what was found in sentences with a prediction only.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_bidirectional": 2,
    "test_q5": 2,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 2,
    "test_q9": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    total, n_x = 0, d
    for n_h, both in layers:
        total += (1 + both) * 4 * (n_h * n_h + n_h * n_x + n_h)
        n_x = (1 + both) * n_h
    return total

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(forward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([backward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.random.default_rng(0).normal(size=(len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    model.layers[0].trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    e = np.exp(probabilities)
    p = np.take_along_axis(e / e.sum(-1, keepdims=True), y[..., None], axis=-1)[..., 0]
    return -np.log(p[mask]).mean()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return set(found)

# %% q9_scores
def entity_scores(true, predicted):
    pairs = [(t, p) for t, p in zip(true, predicted) if p]
    found = sum(len(set(t) & set(p)) for t, p in pairs)
    n_true, n_predicted = sum(len(t) for t, _ in pairs), sum(map(len, predicted))
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
