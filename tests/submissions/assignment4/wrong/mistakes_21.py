"""Mistakes in several questions.

bidirectional_padding_kept: states at the padding are not set to 0.
sentence_last_word: takes both halves at the last word.
embedding_reads_twice: goes through the lines twice: once for the words, once for the numbers.
freeze_zero_rate: freezes by a learning rate of 0.
loss_o_is_padding: takes tag 0, which is O, for padding.
"""

LOSES = {"test_q2_bidirectional": 1, "test_q3": 1, "test_q5": 1, "test_q6": 1, "test_q7": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=2)

# %% q3_sentence
def sentence_vector(states, mask):
    return states[np.arange(len(states)), mask.sum(axis=1) - 1]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    known = {" ".join(line.rstrip(" \r\n").split(" ")[:-d]) for line in lines}
    matrix, seen = np.zeros((len(words), d)), set()
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in known and word in words and word not in seen:
            seen.add(word)
            matrix[words.index(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    model.compile(keras.optimizers.Adam(0.0), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p[y > 0]).mean()
