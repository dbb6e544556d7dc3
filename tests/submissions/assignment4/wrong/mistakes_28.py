"""Mistakes in several questions.

shapes_one_step_left: keeps a time axis of one step for the last state.
parameters_input_not_doubled: the layer above both directions reads one of them.
loss_one_minus: one minus the probability.
spans_appends_sentinel: right, but appends O to its argument and leaves it there.
scores_percent: In percent.
"""

LOSES = {"test_q1_shapes": 1, "test_q1_parameters": 1, "test_q7": 1, "test_q8": 1, "test_q9": 2}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, 1, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = n_h
    return numbers

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return (1 - p[mask]).mean()

# %% q8_spans
def spans(tags):
    tags.append("O")
    found, start, kind = [], None, None
    for t, tag in enumerate(tags):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    precision, recall = 100 * precision, 100 * recall
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
