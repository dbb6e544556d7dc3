"""Mistakes in several questions, by people who had not seen the tests.

shapes_first_keeps_all: the first layer always gives all its states, also if it is the only one and each sentence gets one output.
reverse_empty_row: the slice n - 1::-1 of a row without a word is the whole row, so that this row comes out twice as long.
bidirectional_one_word_at_least: a row without a word is treated as if it had one, and its first output is not 0.
embedding_file_read_twice: looks at the first line before the loop, which in an open file takes it away.
freeze_first_embedding: freeze freezes only the first embedding of the model.
spans_last_before_first: an I- at the very beginning is compared with the last tag of the sentence (tags[-1]).
scores_no_name_no_count: skips the sentences that have no true name, so what is predicted there does not count.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q5": 1,
    "test_q6": 1,
    "test_q8": 1,
    "test_q9": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    """Shapes of what the layers of a stack give, one after the other."""
    shapes = [(m, T, d)]
    for n_h, both in layers:
        size = 2 * n_h if both else n_h
        last = 1 < len(layers) == len(shapes)
        shapes.append((m, size) if last and not each_word else (m, T, size))
    return shapes

# %% q2_reverse
def reverse_words(x, mask):
    """Rows with their words in the opposite order, and their padding in place."""
    rows = []
    for row, words in zip(np.asarray(x), np.asarray(mask)):
        n = int(words.sum())
        rows.append(np.concatenate([row[n - 1 :: -1], row[n:]]))
    return np.stack(rows)

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    """Outputs of a bidirectional layer."""
    x = np.asarray(x)
    n = np.maximum(np.asarray(mask).sum(axis=1, keepdims=True), 1)  # (m, 1)
    t = np.arange(x.shape[1])[None, :]  # (1, T)
    words = (t < n)[:, :, None]
    order = np.where(t < n, n - 1 - t, t)[:, :, None]
    forward = np.asarray(forward_layer(x))
    backward = np.asarray(backward_layer(np.take_along_axis(x, order, axis=1)))
    backward = np.take_along_axis(backward, order, axis=1)
    return np.where(words, np.concatenate([forward, backward], axis=-1), 0.0)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    """Vectors of a vocabulary, from the lines of a text file."""
    header = len(next(iter(lines)).rstrip(" \n").split(" ")) == 2
    vectors = {}
    for number, line in enumerate(lines):
        if number == 0 and header:
            continue
        fields = line.rstrip(" \n").split(" ")
        word = " ".join(fields[:-d])
        if word not in vectors:
            vectors[word] = [float(value) for value in fields[-d:]]
    return np.array([vectors.get(word, [0.0] * d) for word in words])

# %% q6_freeze
def freeze(model, rate):
    """Make a model ready for training with all its embeddings frozen."""
    for layer in model.layers:
        layer.trainable = True
    for layer in model.layers:
        if isinstance(layer, keras.layers.Embedding):
            layer.trainable = False
            break
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    """Make a model ready for training in all its layers."""
    for layer in model.layers:
        layer.trainable = True
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    return model

# %% q8_spans
def spans(tags):
    """The names in the tags of a sentence."""
    names = []
    for t, tag in enumerate(tags):
        if tag == "O":
            continue
        begins = tag.startswith("B-") or tags[t - 1][2:] != tag[2:]
        if begins:
            names.append((tag[2:], t, t + 1))
        elif names:
            kind, start, _ = names.pop()
            names.append((kind, start, t + 1))
    return names

# %% q9_scores
def entity_scores(true, predicted):
    """Precision, recall and F1 of names."""
    found = n_true = n_predicted = 0
    for names, guesses in zip(true, predicted):
        if not names:
            continue  # nothing to find
        found += len(set(names) & set(guesses))
        n_true += len(names)
        n_predicted += len(guesses)
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return precision, recall, f1
