"""Mistakes in several questions.

bidirectional_same_units: makes room for the forward layer's units twice.
embedding_first_row_zero: row 0 is for padding and stays 0.
freeze_all_but_two: freezes all layers but the last two.
loss_largest: takes the largest probability, not the true tag's.
spans_by_kind: names sorted by kind.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 2, "test_q6": 1, "test_q7": 1, "test_q8": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = np.asarray(forward_layer(x))
    result = np.zeros((*x.shape[:2], 2 * forward.shape[2]))
    result[:, :, : forward.shape[2]] = forward
    result[:, :, forward.shape[2] :] = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return result * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and rows.get(word, 0) > 0:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers[:-2]:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    return -np.log(probabilities.max(axis=-1)[mask]).mean()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return sorted(found)
