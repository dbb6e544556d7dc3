"""Mistakes in several questions.

shapes_pops: takes the layers out of its argument, one by one.
parameters_embedding_counted: counts the first layer's input twice, as words and as states.
loss_padding_in_number: sum over the words, divided by all places of the rows that have a word.
spans_dictionary: a dictionary of kinds: the last name of each kind stays.
scores_known_kinds: leaves out predictions whose kind is not among the true ones.
"""

LOSES = {"test_q1_shapes": 1, "test_q1_parameters": 1, "test_q7": 1, "test_q8": 2, "test_q9": 1}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)]
    while layers:
        n_h, both = layers.pop(0)
        shapes.append((m, T, n_h * (2 if both else 1)) if layers or each_word else (m, n_h * (2 if both else 1)))
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + (n_h + n_x) * n_h + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    rows = mask.any(axis=1)
    return -np.log(p[mask]).sum() / mask[rows].size

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
    return [(k, *ends) for k, ends in {k: (a, b) for k, a, b in found}.items()]

# %% q9_scores
def entity_scores(true, predicted):
    kinds = {s[0] for row in true for s in row}
    predicted = [[s for s in row if s[0] in kinds] for row in predicted]
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
