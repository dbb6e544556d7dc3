"""Mistakes in several questions.

shapes_no_embedding: leaves the embedding's shape out.
parameters_simple_rnn: counts a simple RNN: no factor of 4.
reverse_empty_row: counts back from the end with a negative index, and a row without a word is turned round.
spans_stray_i_first_dropped: An I- at the very beginning is dropped.
scores_empty_sentences_skipped: skips sentences without a true name, and with them what was predicted there.
"""

LOSES = {"test_q1_shapes": 1, "test_q1_parameters": 1, "test_q2_reverse": 1, "test_q8": 1, "test_q9": 1}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, 2 * n_h if both else n_h) for n_h, both in layers]
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * (n_h * n_h + n_h * n_x + n_h))
        n_x = 2 * n_h if both else n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, row in enumerate(mask):
        n = T - np.argmax(row[::-1]) if (T := len(row)) else 0
        result[i, :n] = x[i, :n][::-1]
    return result

# %% q8_spans
def spans(tags):
    found = []
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "I" and found and found[-1][0] == kind and found[-1][2] == t:
            found[-1] = (kind, found[-1][1], t + 1)
        elif mark == "B" or (mark == "I" and t > 0):
            found.append((kind, t, t + 1))
    return found

# %% q9_scores
def entity_scores(true, predicted):
    pairs = [(t, p) for t, p in zip(true, predicted) if t]
    true, predicted = [t for t, _ in pairs], [p for _, p in pairs]
    found = sum(len(set(t) & set(p)) for t, p in pairs)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
