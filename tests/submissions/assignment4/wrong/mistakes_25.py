"""Mistakes in several questions.

reverse_empty_row: counts back from the end with a negative index, and a row without a word is turned round.
bidirectional_same_units: makes room for the forward layer's units twice.
direction_half: every second task left out.
freeze_unfreezes_first: unfreezes the first embedding only.
loss_sum: the sum, not the mean.
spans_single_words: every tag is a name of one word.
scores_nan: not a number when nothing was predicted.
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
    for i, row in enumerate(mask):
        n = T - np.argmax(row[::-1]) if (T := len(row)) else 0
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = np.asarray(forward_layer(x))
    result = np.zeros((*x.shape[:2], 2 * forward.shape[2]))
    result[:, :, : forward.shape[2]] = forward
    result[:, :, forward.shape[2] :] = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return result * mask[:, :, None]

# %% q4_direction
direction = {"a": "forward", "c": "forward", "e": "backward", "g": "backward"}

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    next(layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)).trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p[mask]).sum()

# %% q8_spans
def spans(tags):
    return [(tag[2:], t, t + 1) for t, tag in enumerate(tags) if tag != "O"]

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    precision, recall = np.float64(found) / n_predicted, np.float64(found) / n_true
    return precision, recall, 2 * precision * recall / (precision + recall)
