"""Mistakes in several questions.

bidirectional_in_place: right, but turns its argument round and leaves it so.
freeze_unfreezes_embedding_alone: trains the embedding, and freezes the rest in turn.
loss_in_place: right, but writes 1 into the padding of its argument.
spans_same_kind_prefix: compares kinds by their beginning.
scores_f1_alone: F1 alone.
"""

LOSES = {"test_q2_bidirectional": 1, "test_q6": 1, "test_q7": 0.5, "test_q8": 1, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = forward_layer(x.copy())
    x[:] = reverse_words(x, mask)
    backward = reverse_words(backward_layer(x), mask)
    return np.concatenate([forward, backward], axis=2) * mask[:, :, None]

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
    probabilities[~mask] = 1.0
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p).sum() / mask.sum()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and (new.startswith(kind) or kind.startswith(new))):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    return 2 * found / max(1, n_true + n_predicted)
