"""Mistakes in several questions.

reverse_zero_is_padding: takes words whose vector is 0 for padding.
bidirectional_sum: adds the directions.
sentence_not_zero: finds the last word by states that are not 0.
embedding_zero_is_missing: takes a row of zeros for one that is not filled yet.
freeze_rate_tenth: divides the rate by ten on its own account.
spans_b_after_b_merged: A B- right after a name of its kind goes on with it.
scores_swapped: precision and recall swapped.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 1,
    "test_q6": 2,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i in range(len(x)):
        n = int((x[i] != 0).any(axis=1).sum())
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return (forward_layer(x) + backward) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, rows = states.shape[2] // 2, []
    for row in states:
        forward = [state for state in row[:, :n_h] if state.any()]
        rows.append([*(forward[-1] if forward else row[0, :n_h]), *row[0, n_h:]])
    return np.array(rows)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in words and not matrix[words.index(word)].any():
            matrix[words.index(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate / 10), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate / 10), "sparse_categorical_crossentropy")
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
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return recall, precision, 2 * precision * recall / (precision + recall) if found else 0.0
