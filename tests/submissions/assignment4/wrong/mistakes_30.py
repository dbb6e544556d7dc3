"""Mistakes in several questions.

shapes_always_sequences: all layers return all states, whatever is to be answered.
parameters_always_d: every layer reads the embedding.
embedding_header_is_word: reads the header as a word, and NumPy repeats its one number.
freeze_fixed_rates: rates of its own.
loss_log2: In bits.
spans_stray_i_is_one_word: a stray I- begins a name, but the next I- begins another.
scores_percent: In percent.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q5": 1,
    "test_q6": 2,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    return [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = d
    return numbers

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
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(0.001), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log2(p[mask]).mean()

# %% q8_spans
def spans(tags):
    found, after_b = [], False
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "I" and after_b and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1], t + 1)
        elif mark != "O":
            found.append((kind, t, t + 1))
            after_b = mark == "B"
        else:
            after_b = False
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    precision, recall = 100 * precision, 100 * recall
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
