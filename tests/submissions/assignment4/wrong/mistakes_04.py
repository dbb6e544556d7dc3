"""Mistakes in several questions.

shapes_one_direction: both directions have the width of one, as if they were added.
parameters_shared: both directions share their weights.
bidirectional_only_states_reversed: turns the states round, but not the words.
embedding_first_line_skipped: takes the first line for a header, whatever it is.
freeze_nothing: freezes nothing.
loss_sign: without the minus.
spans_appends_sentinel: right, but appends O to its argument and leaves it there.
scores_f1_alone: F1 alone.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_bidirectional": 2,
    "test_q5": 2,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, layers[-1][0])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append(4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    return np.concatenate([forward_layer(x), reverse_words(backward_layer(x), mask)], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in list(lines)[1:]:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if word in rows:
            matrix[rows.pop(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
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
    return np.log(p[mask]).mean()

# %% q8_spans
def spans(tags):
    tags.append("O")
    found, start, kind = [], None, None
    for t, tag in enumerate(tags):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    return 2 * found / max(1, n_true + n_predicted)
