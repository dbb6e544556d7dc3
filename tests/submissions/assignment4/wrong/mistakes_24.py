"""Mistakes in several questions.

reverse_both_axes: turns words and vectors round.
bidirectional_interleaved: units of the two directions alternate.
direction_spelling: own words for the directions.
freeze_unfreezes_embedding_alone: trains the embedding, and freezes the rest in turn.
loss_mean_of_sentences: the mean of the sentences' means: a word of a short one counts more.
spans_kind_cut: cuts the kind at its own hyphen.
scores_divides_by_zero: divides by zero when nothing was predicted.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q4": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 2,
    "test_q9": 1,
}

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, n in enumerate(mask.sum(axis=1)):
        result[i, :n] = x[i, :n][::-1, ::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = np.asarray(forward_layer(x))
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    if forward.shape != backward.shape:
        return np.concatenate([forward, backward], axis=2) * mask[:, :, None]
    return np.stack([forward, backward], axis=3).reshape(*forward.shape[:2], -1) * mask[:, :, None]

# %% q4_direction
direction = dict(zip("abcdefgh", ["left", "bidirectional", "left", "bidirectional", "right", "left", "right", "bidirectional"]))

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = isinstance(layer, keras.layers.Embedding)
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
        mark, new = (tag.split("-") + [""])[:2]
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    precision, recall = found / n_predicted, found / n_true
    return precision, recall, 2 * precision * recall / (precision + recall)
