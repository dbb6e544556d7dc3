"""Mistakes in several questions.

shapes_first_layer_flat: the first layer of the stack returns the last state, not the last.
bidirectional_backward_of_states: the backward layer reads the forward layer's states.
sentence_last_word: takes both halves at the last word.
embedding_missing_left_out: no row for words without a vector.
freeze_only_last_trains: trains the last layer only.
loss_in_place: right, but writes 1 into the padding of its argument.
spans_dictionary: a dictionary of kinds: the last name of each kind stays.
scores_contained: a prediction that lies within a true name of its kind is found.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 2,
    "test_q6": 1,
    "test_q7": 0.5,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[1] = (m, shapes[1][2])
    return shapes

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = np.asarray(forward_layer(x))
    backward = reverse_words(backward_layer(reverse_words(forward, mask)), mask)
    return np.concatenate([forward, backward], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    return states[np.arange(len(states)), mask.sum(axis=1) - 1]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    vectors = {}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        vectors.setdefault(" ".join(fields[:-d]), [float(n) for n in fields[-d:]])
    return np.array([vectors[word] for word in words if word in vectors])

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    probabilities[~mask] = 1.0
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p).sum() / mask.sum()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return [(k, *ends) for k, ends in {k: (a, b) for k, a, b in found}.items()]

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(any(k == q and a <= c and e <= b for k, a, b in t) for t, p in zip(true, predicted) for q, c, e in p)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
