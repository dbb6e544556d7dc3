"""Mistakes in several questions.

shapes_no_return_sequences: every layer returns its last state alone, as Keras does unasked.
reverse_vector_axis: turns each vector round.
embedding_white_space: splits at any white space.
freeze_clones: returns a new model, whose weights are new, too.
"""

LOSES = {"test_q1_shapes": 1, "test_q2_reverse": 1, "test_q2_bidirectional": 2, "test_q5": 1, "test_q6": 2}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)]
    for n_h, both in layers:
        shapes.append((m, n_h * (1 + both)))
    return shapes

# %% q2_reverse
def reverse_words(x, mask):
    return x[:, :, ::-1]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.split()
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    model = keras.models.clone_model(model)
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model = keras.models.clone_model(model)
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model
