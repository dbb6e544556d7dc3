"""Mistakes in several questions.

bidirectional_shared_weights: both directions use the forward layer.
embedding_header_is_word: reads the header as a word, and NumPy repeats its one number.
freeze_second_layer: freezes the layer at place 1 alone.
loss_all_positions: leaves the padding out of the sum, and divides by all places.
scores_left_end: only kind and start must be right.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 1, "test_q6": 1, "test_q7": 1, "test_q9": 1}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(forward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word, numbers = " ".join(fields[:-d]) or fields[0], fields[-d:] if len(fields) > d else fields[1:]
        if word in rows:
            matrix[rows.pop(word)] = [float(n) for n in numbers]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    model.layers[1].trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -(np.log(np.where(mask, p, 1.0))).mean()

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len({s[:2] for s in t} & {s[:2] for s in p}) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
