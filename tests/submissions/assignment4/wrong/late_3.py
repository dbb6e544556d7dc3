"""Mistakes in several questions, by people who had not seen the tests.

shapes_layer_equal_to_last: takes every layer that equals the last one for the last one, so it loses its T axis too.
parameters_doubled_ever_after: after a layer with both directions all later layers, too, are taken to read twice the units.
reverse_swaps_the_ends: only the first and the last word of a row change places (right up to three words).
bidirectional_zeros_read_first: sets the padding to 0 and turns the whole row round, so the backward layer reads zeros before the words.
sentence_words_by_states: counts as words the places whose states are not all 0, in place of the mask.
embedding_strip_takes_word: strips all white space from the line, also what a word begins with, such as a no-break space.
spans_over_the_gap: an I- goes on with the latest name of the same kind, also if an O stands between them.
scores_one_after_the_other: compares the first predicted name with the first true one, the second with the second, and so on.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q3": 1,
    "test_q5": 1,
    "test_q8": 1,
    "test_q9": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)]
    for layer in layers:
        n_h, both = layer
        width = 2 * n_h if both else n_h
        if layer == layers[-1] and not each_word:
            shapes.append((m, width))
        else:
            shapes.append((m, T, width))
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    """Numbers of parameters of the LSTM layers of a stack."""
    counts, n_x, wide = [], d, 1
    for n_h, both in layers:
        count = 4 * (n_h * n_h + n_h * n_x + n_h)
        if both:
            count *= 2
            wide = 2
        counts.append(count)
        n_x = wide * n_h
    return counts

# %% q2_reverse
def reverse_words(x, mask):
    result = np.array(x, dtype=float)
    for i, row in enumerate(np.asarray(mask)):
        n = int(row.sum())
        if n > 1:
            result[i, 0] = x[i, n - 1]
            result[i, n - 1] = x[i, 0]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    words = np.asarray(mask)[..., None]
    x = np.where(words, x, 0.0)  # no padding left that could disturb
    forward = np.asarray(forward_layer(x))
    backward = np.asarray(backward_layer(x[:, ::-1]))[:, ::-1]
    return np.where(words, np.concatenate([forward, backward], axis=-1), 0.0)

# %% q3_sentence
def sentence_vector(states, mask):
    """The state of each direction that has read the whole sentence, side by side."""
    states = np.asarray(states)
    n_h = states.shape[2] // 2
    n = (states != 0).any(axis=2).sum(axis=1)  # the padding is 0
    rows = np.arange(len(states))
    return np.concatenate([states[rows, n - 1, :n_h], states[:, 0, n_h:]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    """Vectors of a vocabulary, from the lines of a text file."""
    vectors = {}
    for number, line in enumerate(lines):
        fields = line.strip().split(" ")
        if number == 0 and len(fields) == 2:
            continue
        vectors.setdefault(" ".join(fields[:-d]), [float(value) for value in fields[-d:]])
    return np.array([vectors.get(word, [0.0] * d) for word in words])

# %% q8_spans
def spans(tags):
    """The names in the tags of a sentence."""
    names = []
    for t, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag.startswith("I-") and names and names[-1][0] == kind:
            names[-1] = (kind, names[-1][1], t + 1)
        else:
            names.append((kind, t, t + 1))
    return names

# %% q9_scores
def entity_scores(true, predicted):
    found = 0
    for row, guess in zip(true, predicted):
        found += sum(a == b for a, b in zip(row, guess))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1
