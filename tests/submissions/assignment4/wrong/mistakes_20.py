"""Mistakes in several questions.

shapes_one_direction: both directions have the width of one, as if they were added.
parameters_no_biases: biases forgotten.
reverse_in_place: right, but writes into its argument.
scores_nothing_is_perfect: nothing true and nothing predicted counts as perfect.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q9": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, layers[-1][0])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    for i, n in enumerate(mask.sum(axis=1)):
        x[i, :n] = x[i, :n][::-1].copy()
    return x

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    if not n_true and not n_predicted:
        return 1.0, 1.0, 1.0
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
