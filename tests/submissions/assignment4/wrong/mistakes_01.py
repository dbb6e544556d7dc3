"""Mistakes in several questions.

embedding_keeps_last: of duplicates the last line counts.
freeze_after_compile: compiles first, then freezes.
loss_no_mask: counts the padding as words.
spans_stray_i_dropped: An I- that has nothing to go on with is dropped.
scores_tokens: scores of single words, as of tags.
"""

LOSES = {"test_q5": 1, "test_q6": 1, "test_q7": 1, "test_q8": 1, "test_q9": 2}

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows[word]] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p).mean()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B":
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    words = [[{(i, t) for i, row in enumerate(rows) for _, a, b in row for t in range(a, b)}] for rows in (true, predicted)]
    (t,), (p,) = words
    found, n_true, n_predicted = len(t & p), len(t), len(p)
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
