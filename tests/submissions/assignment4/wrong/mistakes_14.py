"""Mistakes in several questions.

shapes_last_if_several: drops the time axis only where there are several layers.
bidirectional_zero_words: takes words for padding where their vector begins with a negative number.
sentence_mean: the mean over the words.
embedding_stops_early: stops after as many lines as there are words.
freeze_wrong_loss: a loss for yes and no.
loss_only_last_word: the loss at the last word of each sentence.
scores_overlap: counts an overlap as found.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 2,
    "test_q6": 2,
    "test_q7": 1,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word and len(layers) > 1:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    keep = x[:, :, :1] > 0
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=2) * (mask[:, :, None] & keep)

# %% q3_sentence
def sentence_vector(states, mask):
    return (states * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for _, line in zip(range(len(words)), lines):
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    n = mask.sum(axis=1)
    rows = np.flatnonzero(n)
    return np.mean([-np.log(probabilities[i, n[i] - 1, y[i, n[i] - 1]]) for i in rows])

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(any(k == q and a < d and c < b for k, a, b in t) for t, p in zip(true, predicted) for q, c, d in p)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
