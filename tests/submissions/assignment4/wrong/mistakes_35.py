"""Mistakes in several questions.

shapes_both_if_any: doubles every layer as soon as one has both directions.
freeze_unfreezes_nothing: compiles again, and unfreezes nothing.
loss_first_sentence: looks at the first sentence only.
spans_letter_o: takes any tag with an O in it for no name.
scores_true_zero_total: returns precision of what was found in sentences with a prediction only.
"""

LOSES = {"test_q1_shapes": 1, "test_q6": 1, "test_q7": 1, "test_q8": 1, "test_q9": 1}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    factor = 2 if any(both for _, both in layers) else 1
    shapes = [(m, T, d)] + [(m, T, factor * n_h) for n_h, _ in layers]
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p[0][mask[0]]).mean()

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
    pairs = [(t, p) for t, p in zip(true, predicted) if p]
    found = sum(len(set(t) & set(p)) for t, p in pairs)
    n_true, n_predicted = sum(len(t) for t, _ in pairs), sum(map(len, predicted))
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
