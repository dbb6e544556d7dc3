"""Mistakes in several questions.

bidirectional_padding_read_first: turns whole rows round: the backward layer reads the padding first.
freeze_rate_tenth: divides the rate by ten on its own account.
loss_log2: In bits.
spans_only_b: the words with B-, and not what follows.
scores_nan: not a number when nothing was predicted.
"""

LOSES = {"test_q2_bidirectional": 1, "test_q6": 2, "test_q7": 1, "test_q8": 2, "test_q9": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = np.asarray(backward_layer(x[:, ::-1]))[:, ::-1]
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate / 10), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate / 10), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log2(p[mask]).mean()

# %% q8_spans
def spans(tags):
    return [(tag[2:], t, t + 1) for t, tag in enumerate(tags) if tag[0] == "B"]

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    precision, recall = np.float64(found) / n_predicted, np.float64(found) / n_true
    return precision, recall, 2 * precision * recall / (precision + recall)
