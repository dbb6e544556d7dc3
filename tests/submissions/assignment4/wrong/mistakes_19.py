"""Mistakes in several questions.

bidirectional_padding_cleared: clears the padding, turns whole rows round, and the layer still reads it.
embedding_trailing_space: takes the space before the line feed for one more field.
freeze_new_vectors: draws the vectors anew.
loss_sign: without the minus.
spans_stray_i_after_o_dropped: An I- after O is dropped, after another kind it begins a name.
"""

LOSES = {"test_q2_bidirectional": 1, "test_q5": 1, "test_q6": 1, "test_q7": 1, "test_q8": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    clean = x * mask[:, :, None]
    backward = np.asarray(backward_layer(clean[:, ::-1]))[:, ::-1]
    return np.concatenate([forward_layer(clean), backward], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip("\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field or 0) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    for layer in model.layers:
        if isinstance(layer, keras.layers.Embedding):
            layer.set_weights([np.zeros(w.shape) for w in layer.get_weights()])
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
    return np.log(p[mask]).mean()

# %% q8_spans
def spans(tags):
    found, before = [], "O"
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "B" or (mark == "I" and before != "O" and before[2:] != kind):
            found.append((kind, t, t + 1))
        elif mark == "I" and before != "O" and found and found[-1][2] == t:
            found[-1] = (kind, found[-1][1], t + 1)
        before = tag
    return found
