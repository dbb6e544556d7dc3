"""Mistakes in several questions.

shapes_each_word_turned: takes each_word for its opposite.
parameters_gru: counts three gates, as a GRU has.
reverse_rolled: turns the row round and rolls the padding back: its order is turned round.
spans_stray_i_is_one_word: a stray I- begins a name, but the next I- begins another.
scores_removes: right, but removes from its argument what it found.
"""

LOSES = {"test_q1_shapes": 1, "test_q1_parameters": 1, "test_q2_reverse": 1, "test_q8": 1, "test_q9": 1}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)] + [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 3 * (n_h * n_h + n_h * n_x + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    rows = [np.roll(row[::-1], int(n) - len(row), axis=0) for row, n in zip(x, mask.sum(axis=1))]
    return np.stack(rows)

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
    n_true, n_predicted, found = sum(map(len, true)), sum(map(len, predicted)), 0
    for t, p in zip(true, predicted):
        for span in p:
            if span in t:
                t.remove(span)
                found += 1
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
