"""Mistakes in several questions.

bidirectional_own_word_excluded: the backward half of a word has read only what comes after it.
sentence_not_zero: finds the last word by states that are not 0.
direction_spelling: own words for the directions.
embedding_half_precision: half precision.
freeze_largest: freezes the layer with most parameters.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q3": 1, "test_q4": 1, "test_q5": 2, "test_q6": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = np.asarray(reverse_words(backward_layer(reverse_words(x, mask)), mask))
    after = np.zeros(backward.shape)
    after[:, :-1] = (backward * mask[:, :, None])[:, 1:]
    return np.concatenate([forward_layer(x), after], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, rows = states.shape[2] // 2, []
    for row in states:
        forward = [state for state in row[:, :n_h] if state.any()]
        rows.append([*(forward[-1] if forward else row[0, :n_h]), *row[0, n_h:]])
    return np.array(rows)

# %% q4_direction
direction = dict(zip("abcdefgh", ["left", "bidirectional", "left", "bidirectional", "right", "left", "right", "bidirectional"]))

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix.astype("float16")

# %% q6_freeze
def freeze(model, rate):
    max(model.layers, key=lambda layer: layer.count_params()).trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model
