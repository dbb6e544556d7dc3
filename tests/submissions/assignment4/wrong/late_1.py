"""Mistakes in several questions, by people who had not seen the tests.

shapes_equal_to_last: a layer whose pair equals that of the last layer is taken for the last one.
reverse_argmin_lengths: the number of words is the place of the first False, which is 0 in a row without padding.
bidirectional_zeros_read_first: the padding is set to 0 and the whole row is turned round, so the backward layer reads zeros first.
embedding_zeros_mean_missing: a word whose first vector is all zeros gets the vector of its second line.
freeze_default_rate: unfreeze compiles with Adam's default rate of 0.001, whatever the rate given.
spans_same_ending: an I- goes on with a name whose kind merely ends alike, such as creative-work and work.
scores_found_removed: removes what was found from the lists of predicted spans that it was given.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q5": 1,
    "test_q6": 1,
    "test_q8": 1,
    "test_q9": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    """Shapes of what the layers of a stack give, one after the other."""
    shapes = [(m, T, d)]
    for layer in layers:
        n_h, both = layer
        size = 2 * n_h if both else n_h
        if layer == layers[-1] and not each_word:
            shapes.append((m, size))
        else:
            shapes.append((m, T, size))
    return shapes

# %% q2_reverse
def reverse_words(x, mask):
    """Rows with their words in the opposite order, and their padding in place."""
    x, mask = np.asarray(x), np.asarray(mask)
    lengths = mask.argmin(axis=1)  # the first place that is no word
    result = x.copy()
    for i, n in enumerate(lengths):
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    """Outputs of a bidirectional layer."""
    words = np.asarray(mask)[:, :, None]
    x = np.where(words, x, 0.0)
    forward = np.asarray(forward_layer(x))
    backward = np.asarray(backward_layer(x[:, ::-1]))[:, ::-1]
    return np.where(words, np.concatenate([forward, backward], axis=-1), 0.0)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    """Vectors of a vocabulary, from the lines of a text file."""
    place = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(words), d))
    for line in lines:
        fields = line.rstrip(" \n").split(" ")
        if len(fields) == 2:
            continue
        i = place.get(" ".join(fields[:-d]))
        if i is not None and not matrix[i].any():
            matrix[i] = [float(number) for number in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    """Make a model ready for training with all its embeddings frozen."""
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    """Make a model ready for training in all its layers."""
    for layer in model.layers:
        layer.trainable = True
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% q8_spans
def spans(tags):
    """The names in the tags of a sentence."""
    names = []
    for t, tag in enumerate(tags):
        if tag == "O":
            continue
        if tag[0] == "I" and t > 0 and tags[t - 1].endswith(tag[1:]):
            kind, start, _ = names[-1]
            names[-1] = (kind, start, t + 1)
        else:
            names.append((tag[2:], t, t + 1))
    return names

# %% q9_scores
def entity_scores(true, predicted):
    """Precision, recall and F1 of names."""
    n_true = sum(len(row) for row in true)
    n_predicted = sum(len(row) for row in predicted)
    found = 0
    for names, guesses in zip(true, predicted):
        for name in names:
            if name in guesses:
                guesses.remove(name)  # so that none counts twice
                found += 1
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return precision, recall, f1
