"""Mistakes in several questions.

shapes_pops: takes the layers out of its argument, one by one.
bidirectional_reads_both_ways_once: joins the words and the words turned round, and runs each layer over both.
sentence_halves_swapped: the backward half first.
embedding_indexes_lines: takes the lines for a list.
freeze_sgd: another optimizer.
loss_padding_in_number: sum over the words, divided by all places of the rows that have a word.
scores_kind_ignored: Ignores the kinds.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 1,
    "test_q6": 2,
    "test_q7": 1,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)]
    while layers:
        n_h, both = layers.pop(0)
        shapes.append((m, T, n_h * (2 if both else 1)) if layers or each_word else (m, n_h * (2 if both else 1)))
    return shapes

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    joined = np.concatenate([x, np.asarray(reverse_words(x, mask))], axis=1)
    T = x.shape[1]
    backward = reverse_words(np.asarray(backward_layer(joined))[:, T:], mask)
    return np.concatenate([np.asarray(forward_layer(joined))[:, :T], backward], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, last = states.shape[2] // 2, mask.sum(axis=1) - 1
    return np.concatenate([states[:, 0, n_h:], states[np.arange(len(states)), last, :n_h]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix, seen = np.zeros((len(words), d)), set()
    for i in range(len(lines)):
        fields = lines[i].rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in words and word not in seen:
            seen.add(word)
            matrix[words.index(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.SGD(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.SGD(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    rows = mask.any(axis=1)
    return -np.log(p[mask]).sum() / mask[rows].size

# %% q9_scores
def entity_scores(true, predicted):
    cut = [[{(a, b) for _, a, b in row} for row in rows] for rows in (true, predicted)]
    found = sum(len(t & p) for t, p in zip(*cut))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
