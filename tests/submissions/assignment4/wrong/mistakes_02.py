"""Mistakes in several questions.

shapes_no_return_sequences: every layer returns its last state alone, as Keras does unasked.
reverse_not_at_all: returns a copy.
sentence_last_place: takes both halves at the last place of the row.
freeze_no_compile: freezes, and lets the model go on as it was compiled before.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q6": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)]
    for n_h, both in layers:
        shapes.append((m, n_h * (1 + both)))
    return shapes

# %% q2_reverse
def reverse_words(x, mask):
    return x.copy()

# %% q3_sentence
def sentence_vector(states, mask):
    return states[:, -1]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.optimizer.learning_rate = rate
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model
