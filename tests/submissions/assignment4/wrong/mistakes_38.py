"""Mistakes in several questions.

shapes_doubling_stays: once doubled, all later layers are, too.
parameters_summed: returns the sum over the layers.
reverse_zero_is_padding: takes words whose vector is 0 for padding.
scores_by_position: compares the first with the first, the second with the second.
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
    shapes, factor = [(m, T, d)], 1
    for n_h, both in layers:
        factor = 2 if both else factor
        shapes.append((m, T, factor * n_h))
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    total, n_x = 0, d
    for n_h, both in layers:
        total += (1 + both) * 4 * (n_h * n_h + n_h * n_x + n_h)
        n_x = (1 + both) * n_h
    return total

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i in range(len(x)):
        n = int((x[i] != 0).any(axis=1).sum())
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(a == b for t, p in zip(true, predicted) for a, b in zip(t, p))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
