"""Mistakes in several questions.

shapes_always_sequences: all layers return all states, whatever is to be answered.
reverse_both_axes: turns words and vectors round.
sentence_last_place: takes both halves at the last place of the row.
freeze_trains_a_step: trains a step before it returns the model.
"""

LOSES = {"test_q1_shapes": 1, "test_q2_reverse": 1, "test_q2_bidirectional": 2, "test_q3": 1, "test_q6": 2}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    return [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, n in enumerate(mask.sum(axis=1)):
        result[i, :n] = x[i, :n][::-1, ::-1]
    return result

# %% q3_sentence
def sentence_vector(states, mask):
    return states[:, -1]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.train_on_batch(np.array([[1, 2, 3, 4]]), np.array([[0, 1, 2, 0]]))
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.train_on_batch(np.array([[1, 2, 3, 4]]), np.array([[0, 1, 2, 0]]))
    return model
