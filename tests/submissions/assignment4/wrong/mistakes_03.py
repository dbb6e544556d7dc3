"""Mistakes in several questions.

bidirectional_only_states_reversed: turns the states round, but not the words.
embedding_first_field: takes the first field for the word, and the last d for its numbers.
freeze_whole_model: freezes the whole model.
spans_b_after_b_merged: A B- right after a name of its kind goes on with it.
scores_kind_ignored: Ignores the kinds.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 1, "test_q6": 1, "test_q8": 2, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    return np.concatenate([forward_layer(x), reverse_words(backward_layer(x), mask)], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = fields[0]
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    model.trainable = False
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
        if start is not None and not (mark != "O" and new == kind):
            found.append((kind, start, t))
            start = None
        if start is None and mark != "O":
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    cut = [[{(a, b) for _, a, b in row} for row in rows] for rows in (true, predicted)]
    found = sum(len(t & p) for t, p in zip(*cut))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
