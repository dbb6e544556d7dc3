"""Mistakes in several questions, by people who had not seen the tests.

shapes_first_layer_all_states: the first layer gives a state for each word, even where it is the last one, too.
parameters_own_direction_only: in a two-way layer on a two-way layer each direction is taken to read only its own direction's states.
reverse_whole_numbers: the result is an array of whole numbers, so fractions are cut off.
bidirectional_longest_sentence: turns all rows round by the number of words of the longest one.
sentence_squeezed: drops all axes of length 1, so that a batch of one sentence gives (2 * n_h,) and not (1, 2 * n_h).
embedding_strips_the_word: strips white space on the left as well, which belongs to the word.
spans_looks_round_the_corner: looks at tags[i - 1] for the first tag, too, which is the last tag of the sentence.
scores_nothing_is_perfect: no true name and none predicted counts as all right, with scores of 1.
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
    widths = [2 * n_h if both else n_h for n_h, both in layers]
    shapes = [(m, T, d), (m, T, widths[0])]
    for i in range(1, len(widths)):
        if i < len(widths) - 1 or each_word:
            shapes.append((m, T, widths[i]))
        else:
            shapes.append((m, widths[i]))
    return shapes

# %% q1_parameters
def stack_parameters(d, layers):
    """Numbers of parameters of the LSTM layers of a stack."""
    counts, units, before = [], d, False
    for n_h, both in layers:
        n_x = 2 * units if before and not both else units
        count = 4 * (n_h * n_h + n_h * n_x + n_h)
        counts.append(2 * count if both else count)
        units, before = n_h, both
    return counts

# %% q2_reverse
def reverse_words(x, mask):
    m, T, n = np.asarray(x).shape
    result = np.zeros((m, T, n), dtype=int)
    for i in range(m):
        length = int(np.sum(mask[i]))
        result[i] = x[i]
        result[i, :length] = x[i, :length][::-1]
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    x, mask = np.asarray(x), np.asarray(mask)
    n = int(mask.sum(axis=1).max())

    def turned(states):
        return np.concatenate([states[:, :n][:, ::-1], states[:, n:]], axis=1)

    forward = np.asarray(forward_layer(x))
    backward = turned(np.asarray(backward_layer(turned(x))))
    return np.where(mask[..., None], np.concatenate([forward, backward], axis=-1), 0.0)

# %% q3_sentence
def sentence_vector(states, mask):
    """The state of each direction that has read the whole sentence, side by side."""
    states = np.asarray(states)
    n_h = states.shape[2] // 2
    last = np.asarray(mask).sum(axis=1)[:, None, None] - 1
    forward = np.take_along_axis(states[:, :, :n_h], last, axis=1)  # (m, 1, n_h)
    backward = states[:, :1, n_h:]  # (m, 1, n_h)
    return np.concatenate([forward, backward], axis=2).squeeze()

# %% q5_embedding
def embedding_matrix(lines, words, d):
    place = {word: i for i, word in enumerate(words)}
    result, seen = np.zeros((len(words), d)), set()
    for number, line in enumerate(lines):
        fields = line.strip().split(" ")
        if number == 0 and len(fields) == 2:
            continue
        word = " ".join(fields[:-d])
        if word in place and word not in seen:
            seen.add(word)
            result[place[word]] = [float(field) for field in fields[-d:]]
    return result

# %% q8_spans
def spans(tags):
    found = []
    for i, tag in enumerate(tags):
        kind = tag[2:]
        if tag[0] == "B" or (tag[0] == "I" and tags[i - 1][2:] != kind):
            end = i + 1
            while end < len(tags) and tags[end] == "I-" + kind:
                end += 1
            found.append((kind, i, end))
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(row) & set(guess)) for row, guess in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))
    if n_true == 0 and n_predicted == 0:
        return 1.0, 1.0, 1.0
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return precision, recall, f1
