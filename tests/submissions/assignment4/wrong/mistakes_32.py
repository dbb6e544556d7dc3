"""Mistakes in several questions.

bidirectional_last_state_repeated: gives each word the whole sentence: the last state of each direction.
direction_no_backward: takes both directions where only what comes matters.
embedding_zero_is_missing: takes a row of zeros for one that is not filled yet.
freeze_unfreezes_first: unfreezes the first embedding only.
loss_zero_probability: takes words by their probabilities not being 0, and the mask not at all.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q4": 0.5, "test_q5": 1, "test_q6": 1, "test_q7": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    T = x.shape[1]
    forward = np.asarray(forward_layer(x))[:, -1:].repeat(T, axis=1)
    backward = np.asarray(backward_layer(reverse_words(x, mask)))[:, -1:].repeat(T, axis=1)
    return np.concatenate([forward, backward], axis=2) * mask[:, :, None]

# %% q4_direction
direction = dict(zip("abcdefgh", ["forward", "both", "forward", "both", "both", "forward", "both", "both"]))

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in words and not matrix[words.index(word)].any():
            matrix[words.index(word)] = [float(n) for n in fields[-d:]]
    return matrix

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
    return -np.log(p[p > 0]).mean()
