"""Mistakes in several questions.

shapes_each_word_turned: takes each_word for its opposite.
parameters_embedding_counted: counts the first layer's input twice, as words and as states.
bidirectional_padding_kept: states at the padding are not set to 0.
embedding_mean_rows: words without a vector get the mean of the others.
freeze_by_name: finds the embedding by its name.
loss_all_classes: sums over all tags, not the true one.
spans_letter_o: takes any tag with an O in it for no name.
scores_by_position: compares the first with the first, the second with the second.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_bidirectional": 1,
    "test_q5": 2,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + (n_h + n_x) * n_h + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=2)

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
        layer.trainable = "embedding" not in layer.name
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    return -np.log(probabilities[mask]).sum(axis=-1).mean()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        tag = "O" if "O" in tag else tag
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(a == b for t, p in zip(true, predicted) for a, b in zip(t, p))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
