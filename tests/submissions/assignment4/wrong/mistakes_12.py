"""Mistakes in several questions.

reverse_padding_to_front: turns the whole row round, and the padding comes to the front.
freeze_optimizer_default: Adam with its default rate.
spans_kind_with_mark: keeps the mark in the kind.
scores_f1_mean: F1 as the plain mean of precision and recall.
"""

LOSES = {"test_q2_reverse": 1, "test_q2_bidirectional": 1, "test_q6": 2, "test_q8": 2, "test_q9": 2}

# %% q2_reverse
def reverse_words(x, mask):
    return x[:, ::-1]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy")
    return model

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append(("B-" + kind, start, t))
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
    return precision, recall, (precision + recall) / 2
