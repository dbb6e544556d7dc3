"""Mistakes in several questions.

shapes_last_direction_forgotten: the last layer gives one direction's state when there is one output.
parameters_two_biases: a second bias for each gate.
reverse_zeros_at_padding: right for the words, and 0 at the padding.
spans_stray_i_goes_on_after_gap: An I- goes on with the last name of its kind, over a gap.
scores_empty_precision_is_one: precision is 1 if nothing was predicted.
"""

LOSES = {"test_q1_shapes": 1, "test_q1_parameters": 1, "test_q2_reverse": 1, "test_q8": 1, "test_q9": 1}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, layers[-1][0])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x + 2 * n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    result = np.zeros(x.shape)
    for i, n in enumerate(mask.sum(axis=1)):
        result[i, :n] = x[i, :n][::-1]
    return result

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
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 1.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
