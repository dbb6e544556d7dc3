"""Mistakes in several questions.

embedding_number_is_header: takes a first line that begins with a whole number for a header.
freeze_first_embedding: freezes the first embedding only.
loss_sum: the sum, not the mean.
spans_length: start and length.
scores_one_set: all sentences in one set: places of one sentence count in another.
"""

LOSES = {"test_q5": 1, "test_q6": 1, "test_q7": 1, "test_q8": 2, "test_q9": 2}

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
    return -np.log(p[mask]).sum()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t - start))
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
