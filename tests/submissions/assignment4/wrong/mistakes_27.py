"""Mistakes in several questions.

parameters_simple_rnn: counts a simple RNN: no factor of 4.
reverse_padding_to_front: turns the whole row round, and the padding comes to the front.
embedding_lower_case: looks words up in lower case.
freeze_all_but_two: freezes all layers but the last two.
loss_nan_at_padding: multiplies by the mask, and 0 log 0 is not a number.
spans_stray_i_after_o_dropped: An I- after O is dropped, after another kind it begins a name.
scores_empty_precision_is_one: precision is 1 if nothing was predicted.
"""

LOSES = {
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q5": 2,
    "test_q6": 1,
    "test_q7": 0.5,
    "test_q8": 1,
    "test_q9": 1,
}

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * (n_h * n_h + n_h * n_x + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    return x[:, ::-1]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[:-d]).lower()
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers[:-2]:
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
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -(np.log(p) * mask).sum() / mask.sum()

# %% q8_spans
def spans(tags):
    found, before = [], "O"
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "B" or (mark == "I" and before != "O" and before[2:] != kind):
            found.append((kind, t, t + 1))
        elif mark == "I" and before != "O" and found and found[-1][2] == t:
            found[-1] = (kind, found[-1][1], t + 1)
        before = tag
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 1.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
