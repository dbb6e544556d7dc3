"""Mistakes in several questions.

bidirectional_zero_words: takes words for padding where their vector begins with a negative number.
direction_sets: all directions at once for each task.
embedding_two_fields_word: splits off the word at its last space: a word with two spaces loses a part.
freeze_fixed_rates: rates of its own.
loss_filled_by_certainty: mask from the probabilities: a step is padding if they do not add up to 1.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q4": 1, "test_q5": 1, "test_q6": 2, "test_q7": 0.5}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    keep = x[:, :, :1] > 0
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=2) * (mask[:, :, None] & keep)

# %% q4_direction
direction = {task: {"forward", "backward", "both"} for task in "abcdefgh"}

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[-d - 2 : -d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(0.001), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    keep = np.isclose(probabilities.sum(axis=-1), 1)
    keep &= mask | ~np.isclose(probabilities, probabilities[..., :1]).all(axis=-1)
    return -np.log(p[keep]).mean()
