"""Mistakes in several questions.

bidirectional_forward_padding_kept: only the backward half is 0 at the padding.
sentence_first_word: takes both halves at the first word.
embedding_indexes_lines: takes the lines for a list.
freeze_unfreezes_without_compile: unfreezes, and does not compile again.
loss_softmax_again: makes probabilities of the probabilities.
"""

LOSES = {"test_q2_bidirectional": 1, "test_q3": 1, "test_q5": 1, "test_q6": 1, "test_q7": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward * mask[:, :, None]], axis=2)

# %% q3_sentence
def sentence_vector(states, mask):
    return states[:, 0]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix, seen = np.zeros((len(words), d)), set()
    for i in range(len(lines)):
        fields = lines[i].rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in words and word not in seen:
            seen.add(word)
            matrix[words.index(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.optimizer.learning_rate = rate
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    e = np.exp(probabilities)
    p = np.take_along_axis(e / e.sum(-1, keepdims=True), y[..., None], axis=-1)[..., 0]
    return -np.log(p[mask]).mean()
