"""Mistakes in several questions.

parameters_two_biases: a second bias for each gate.
reverse_rolled: turns the row round and rolls the padding back: its order is turned round.
direction_sets: all directions at once for each task.
freeze_unfreezes_nothing: compiles again, and unfreezes nothing.
loss_by_sentences: divides by the number of sentences.
spans_only_b: the words with B-, and not what follows.
scores_nothing_is_perfect: nothing true and nothing predicted counts as perfect.
"""

LOSES = {
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q4": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 2,
    "test_q9": 1,
}

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x + 2 * n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    rows = [np.roll(row[::-1], int(n) - len(row), axis=0) for row, n in zip(x, mask.sum(axis=1))]
    return np.stack(rows)

# %% q4_direction
direction = {task: {"forward", "backward", "both"} for task in "abcdefgh"}

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p[mask]).sum() / len(mask)

# %% q8_spans
def spans(tags):
    return [(tag[2:], t, t + 1) for t, tag in enumerate(tags) if tag[0] == "B"]

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    if not n_true and not n_predicted:
        return 1.0, 1.0, 1.0
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
