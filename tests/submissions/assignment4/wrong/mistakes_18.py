"""Mistakes in several questions.

reverse_minus_one: skips the first word of the row: an index too few.
bidirectional_mean: the mean of both, written twice.
sentence_one_row: takes the length of the first row for all.
embedding_specials_zero: leaves every word in angle brackets 0.
freeze_trains_a_step: trains a step before it returns the model.
spans_last_lost: a name that ends with the sentence is lost.
scores_one_set: all sentences in one set: places of one sentence count in another.
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
    for i, n in enumerate(mask.sum(axis=1)):
        if n > 1:
            result[i, : n - 1] = x[i, 1:n][::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    mean = (np.asarray(forward_layer(x)) + backward) / 2
    return np.concatenate([mean, mean], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, last = states.shape[2] // 2, mask[0].sum() - 1
    return np.concatenate([states[:, last, :n_h], states[:, 0, n_h:]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows and word[:1] != "<":
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.train_on_batch(np.array([[1, 2, 3, 4]]), np.array([[0, 1, 2, 0]]))
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.train_on_batch(np.array([[1, 2, 3, 4]]), np.array([[0, 1, 2, 0]]))
    return model

# %% q8_spans
def spans(tags):
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
    t, p = ({span for row in rows for span in row} for rows in (true, predicted))
    found, n_true, n_predicted = len(t & p), len(t), len(p)
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
