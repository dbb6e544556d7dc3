"""Mistakes in several questions.

shapes_one_step_left: keeps a time axis of one step for the last state.
parameters_own_direction: doubles the input of a layer by its own direction, not by the one below.
bidirectional_forward_padding_kept: only the backward half is 0 at the padding.
embedding_file_order: rows in the order of the file.
freeze_first_embedding: freezes the first embedding only.
loss_one_minus: one minus the probability.
spans_by_kind: names sorted by kind.
scores_known_kinds: leaves out predictions whose kind is not among the true ones.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_bidirectional": 1,
    "test_q5": 2,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 2,
    "test_q9": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, 1, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        factor = 2 if both else 1
        numbers.append(factor * 4 * (n_h * n_h + n_h * n_x * (factor if numbers else 1) + n_h))
        n_x = n_h
    return numbers

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward * mask[:, :, None]], axis=2)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    vectors = {}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        vectors.setdefault(" ".join(fields[:-d]), [float(n) for n in fields[-d:]])
    found = [vector for word, vector in vectors.items() if word in words]
    return np.array(found + [[0.0] * d] * (len(words) - len(found)))

# %% q6_freeze
def freeze(model, rate):
    next(layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)).trainable = False
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
    return (1 - p[mask]).mean()

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
    return sorted(found)

# %% q9_scores
def entity_scores(true, predicted):
    kinds = {s[0] for row in true for s in row}
    predicted = [[s for s in row if s[0] in kinds] for row in predicted]
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
