"""Mistakes in several questions.

bidirectional_shifted: pairs the forward state of a word with the backward state of the next one.
sentence_swapped: forward state at the first word, backward at the last: each has read one word.
direction_all_both: both directions are always the best.
embedding_normalised: makes every vector one of length 1.
freeze_unfreezes_model_alone: sets `trainable` of the model alone, which was True before.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q3": 1, "test_q4": 1, "test_q5": 2, "test_q6": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    backward = np.concatenate([backward[:, 1:], 0 * backward[:, :1]], axis=1)
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, last = states.shape[2] // 2, mask.sum(axis=1) - 1
    return np.concatenate([states[:, 0, :n_h], states[np.arange(len(states)), last, n_h:]], axis=1)

# %% q4_direction
direction = dict.fromkeys("abcdefgh", "both")

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            vector = np.array([float(n) for n in fields[-d:]])
            matrix[rows.pop(word)] = vector / np.linalg.norm(vector)
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model
