"""Mistakes in several questions.

reverse_in_place: right, but writes into its argument.
bidirectional_padding_cleared: clears the padding, turns whole rows round, and the layer still reads it.
direction_carry_from_left: adds one from the left.
embedding_two_fields_word: splits off the word at its last space: a word with two spaces loses a part.
freeze_unfreezes_after_compile: compiles first, then unfreezes.
spans_order_of_items: start, end, kind.
scores_f1_mean: F1 as the plain mean of precision and recall.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q4": 0.25,
    "test_q5": 1,
    "test_q6": 1,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q2_reverse
def reverse_words(x, mask):
    for i, n in enumerate(mask.sum(axis=1)):
        x[i, :n] = x[i, :n][::-1].copy()
    return x

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    clean = x * mask[:, :, None]
    backward = np.asarray(backward_layer(clean[:, ::-1]))[:, ::-1]
    return np.concatenate([forward_layer(clean), backward], axis=2) * mask[:, :, None]

# %% q4_direction
direction = dict(zip("abcdefgh", ["forward", "both", "forward", "both", "forward", "forward", "backward", "both"]))

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
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    for layer in model.layers:
        layer.trainable = True
    return model

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((start, t, kind))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, (precision + recall) / 2
