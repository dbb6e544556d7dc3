"""Mistakes in several questions.

shapes_time_first: puts time before the batch.
parameters_shared: both directions share their weights.
bidirectional_interleaved: units of the two directions alternate.
spans_a_set: a set: in no order.
scores_rounded: rounds to four digits.
"""

LOSES = {"test_q1_shapes": 1, "test_q1_parameters": 1, "test_q2_bidirectional": 2, "test_q8": 2, "test_q9": 2}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(T, m, d)] + [(T, m, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append(4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = np.asarray(forward_layer(x))
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    if forward.shape != backward.shape:
        return np.concatenate([forward, backward], axis=2) * mask[:, :, None]
    return np.stack([forward, backward], axis=3).reshape(*forward.shape[:2], -1) * mask[:, :, None]

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
    return set(found)

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)
