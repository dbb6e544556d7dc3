"""Mistakes in several questions.

bidirectional_layers_swapped: the backward layer reads forward, the forward layer backward.
embedding_first_line_skipped: takes the first line for a header, whatever it is.
freeze_first_layer: freezes the layer at place 0, which is the input.
spans_end_included: the end is the last word of the name.
scores_right_end: only kind and end must be right.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 2, "test_q6": 1, "test_q8": 2, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(forward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([backward_layer(x), backward], axis=2) * mask[:, :, None]

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
    model.layers[0].trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t - 1))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len({(s[0], s[2]) for s in t} & {(s[0], s[2]) for s in p}) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
