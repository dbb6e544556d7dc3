"""Mistakes in several questions.

parameters_no_biases: biases forgotten.
bidirectional_not_reversed_back: the backward layer's states stay in the order in which it read.
direction_all_both: both directions are always the best.
freeze_whole_model: freezes the whole model.
"""

LOSES = {"test_q1_parameters": 1, "test_q2_bidirectional": 2, "test_q4": 1, "test_q6": 1}

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    states = [forward_layer(x), backward_layer(reverse_words(x, mask))]
    return np.concatenate(states, axis=2) * mask[:, :, None]

# %% q4_direction
direction = dict.fromkeys("abcdefgh", "both")

# %% q6_freeze
def freeze(model, rate):
    model.trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model
