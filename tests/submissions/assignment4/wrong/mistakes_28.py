"""Mistakes in several questions.

parameters_gru: counts three gates, as a GRU has.
reverse_batch_axis: turns the batch round.
embedding_first_field: takes the first field for the word, and the last d for its numbers.
freeze_largest: freezes the layer with most parameters.
loss_epsilon: adds a little to every probability.
spans_stray_i_goes_on_after_gap: An I- goes on with the last name of its kind, over a gap.
scores_empty_sentences_skipped: skips sentences without a true name, and with them what was predicted there.
"""

LOSES = {
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q5": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 1,
}

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 3 * (n_h * n_h + n_h * n_x + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    return x[::-1]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = fields[0]
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

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

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -(np.log(p + 1e-3) * mask).sum() / mask.sum()

# %% q8_spans
def spans(tags):
    found = []
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "I" and found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1], t + 1)
        elif mark != "O":
            found.append((kind, t, t + 1))
    return found

# %% q9_scores
def entity_scores(true, predicted):
    pairs = [(t, p) for t, p in zip(true, predicted) if t]
    true, predicted = [t for t, _ in pairs], [p for _, p in pairs]
    found = sum(len(set(t) & set(p)) for t, p in pairs)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
