"""Mistakes in several questions.

reverse_zeros_at_padding: right for the words, and 0 at the padding.
bidirectional_last_state_repeated: gives each word the whole sentence: the last state of each direction.
direction_alarm_waits: the bedside alarm waits for the whole night.
freeze_unfreezes_model_alone: sets `trainable` of the model alone, which was True before.
loss_all_positions: leaves the padding out of the sum, and divides by all places.
spans_kind_with_mark: keeps the mark in the kind.
scores_f1_geometric: F1 as the geometric mean.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q4": 0.25,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q2_reverse
def reverse_words(x, mask):
    result = np.zeros(x.shape)
    for i, n in enumerate(mask.sum(axis=1)):
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    T = x.shape[1]
    forward = np.asarray(forward_layer(x))[:, -1:].repeat(T, axis=1)
    backward = np.asarray(backward_layer(reverse_words(x, mask)))[:, -1:].repeat(T, axis=1)
    return np.concatenate([forward, backward], axis=2) * mask[:, :, None]

# %% q4_direction
direction = dict(zip("abcdefgh", ["forward", "both", "both", "both", "backward", "forward", "backward", "both"]))

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -(np.log(np.where(mask, p, 1.0))).mean()

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
    return precision, recall, (precision * recall) ** 0.5
