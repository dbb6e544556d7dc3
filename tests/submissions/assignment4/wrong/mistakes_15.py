"""Mistakes in several questions.

bidirectional_batch_reversed: turns the batch round instead of time.
freeze_returns_none: does it all, and returns nothing.
loss_clipped: never lets a probability below 0.1.
spans_single_words: every tag is a name of one word.
scores_divides_by_zero: divides by zero when nothing was predicted.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q6": 2, "test_q7": 1, "test_q8": 2, "test_q9": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = np.asarray(backward_layer(x[::-1]))[::-1]
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(np.maximum(p[mask], 0.1)).mean()

# %% q8_spans
def spans(tags):
    return [(tag[2:], t, t + 1) for t, tag in enumerate(tags) if tag != "O"]

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    precision, recall = found / n_predicted, found / n_true
    return precision, recall, 2 * precision * recall / (precision + recall)
