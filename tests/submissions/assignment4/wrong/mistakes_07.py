"""Mistakes in several questions.

bidirectional_halves_swapped: the backward states come first.
freeze_by_name: finds the embedding by its name.
loss_mean_of_sentences: the mean of the sentences' means: a word of a short one counts more.
spans_from_one: counts words from 1.
scores_swapped: precision and recall swapped.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q6": 1, "test_q7": 1, "test_q8": 2, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([backward, forward_layer(x)], axis=2) * mask[:, :, None]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = "embedding" not in layer.name
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
    rows = [-np.log(r[k]).mean() for r, k in zip(p, mask) if k.any()]
    return np.mean(rows)

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start + 1, t + 1))
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
    return recall, precision, 2 * precision * recall / (precision + recall) if found else 0.0
