"""Mistakes in several questions.

shapes_time_first: puts time before the batch.
bidirectional_shifted: pairs the forward state of a word with the backward state of the next one.
sentence_first_word: takes both halves at the first word.
embedding_white_space: splits at any white space.
freeze_turned: freezes everything but the embedding.
loss_zero_probability: takes words by their probabilities not being 0, and the mask not at all.
spans_drops_long: names of at most ten words.
scores_counter: counts spans over all sentences, without which sentence.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(T, m, d)] + [(T, m, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    backward = np.concatenate([backward[:, 1:], 0 * backward[:, :1]], axis=1)
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    return states[:, 0]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.split()
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = isinstance(layer, keras.layers.Embedding)
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
    return -np.log(p[p > 0]).mean()

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
    return [(k, a, min(b, a + 10)) for k, a, b in found]

# %% q9_scores
def entity_scores(true, predicted):
    from collections import Counter

    t, p = (Counter(span for row in rows for span in row) for rows in (true, predicted))
    found = (t & p).total()
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
