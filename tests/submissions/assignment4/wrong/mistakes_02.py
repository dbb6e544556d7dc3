"""Mistakes in several questions.

bidirectional_not_reversed: both layers read forward.
embedding_lower_case: looks words up in lower case.
freeze_no_compile: freezes, and lets the model go on as it was compiled before.
spans_kind_of_i_ignored: An I- of another kind goes on with the name.
scores_tokens_with_kind: scores of single words with their kinds.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 2, "test_q6": 1, "test_q8": 1, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    return np.concatenate([forward_layer(x), backward_layer(x)], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[:-d]).lower()
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.optimizer.learning_rate = rate
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
        if start is not None and not (mark == "I"):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    t, p = ({(i, kind, k) for i, row in enumerate(rows) for kind, a, b in row for k in range(a, b)} for rows in (true, predicted))
    found, n_true, n_predicted = len(t & p), len(t), len(p)
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
