"""Mistakes in several questions.

bidirectional_backward_of_states: the backward layer reads the forward layer's states.
sentence_forward_at_padding: the forward state at the last place, which may be padding.
embedding_stops_early: stops after as many lines as there are words.
freeze_unfreezes_after_compile: compiles first, then unfreezes.
loss_all_classes: sums over all tags, not the true one.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q3": 1, "test_q5": 2, "test_q6": 1, "test_q7": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = np.asarray(forward_layer(x))
    backward = reverse_words(backward_layer(reverse_words(forward, mask)), mask)
    return np.concatenate([forward, backward], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h = states.shape[2] // 2
    return np.concatenate([states[:, -1, :n_h], states[:, 0, n_h:]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for _, line in zip(range(len(words)), lines):
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    for layer in model.layers:
        layer.trainable = True
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    return -np.log(probabilities[mask]).sum(axis=-1).mean()
