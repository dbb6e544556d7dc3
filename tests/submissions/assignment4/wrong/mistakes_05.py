"""Mistakes in several questions.

shapes_last_direction_forgotten: the last layer gives one direction's state when there is one output.
parameters_double_units: takes both directions for one layer of twice the units.
bidirectional_shared_weights: both directions use the forward layer.
embedding_number_is_header: takes a first line that begins with a whole number for a header.
freeze_leaves_frozen: freezes the embeddings, and leaves other layers that were frozen before.
loss_o_is_padding: takes tag 0, which is O, for padding.
spans_same_kind_prefix: compares kinds by their beginning.
scores_rounded: rounds to four digits.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_bidirectional": 2,
    "test_q5": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, layers[-1][0])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        n_h = 2 * n_h if both else n_h
        numbers.append(4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = n_h
    return numbers

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(forward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for number, line in enumerate(lines):
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if (number > 0 or not fields[0].isdigit()) and word in rows:
            matrix[rows.pop(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        if isinstance(layer, keras.layers.Embedding):
            layer.trainable = False
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
    return -np.log(p[y > 0]).mean()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and (new.startswith(kind) or kind.startswith(new))):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)
