"""NumPy without loops where there can be none, tuples, recursion."""

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    widths = [d, *(n_h << int(both) for n_h, both in layers)]
    shapes = [(m, T, width) for width in widths]
    return (*shapes[:-1], shapes[-1] if each_word else (m, widths[-1]))

# %% q1_parameters
def stack_parameters(d, layers):
    n_h, both = np.array([n for n, _ in layers]), np.array([1 + b for _, b in layers])
    n_x = np.concatenate([[d], (n_h * both)[:-1]])
    return 4 * both * n_h * (n_h + n_x + 1)

# %% q2_reverse
def reverse_words(x, mask):
    lengths, places = mask.sum(axis=1, keepdims=True), np.arange(x.shape[1])
    source = np.where(mask, lengths - 1 - places, places)
    return np.take_along_axis(x, source[:, :, None], axis=1)

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    turned = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.where(mask[:, :, None], np.dstack([forward_layer(x), turned]), 0.0)

# %% q3_sentence
def sentence_vector(states, mask):
    last = mask & ~np.pad(mask, ((0, 0), (0, 1)))[:, 1:]
    forward, backward = np.split(states, 2, axis=2)
    return np.hstack([np.einsum("itj,it->ij", forward, last.astype(float)), backward[:, 0]])

# %% q5_embedding
def embedding_matrix(lines, words, d):
    place = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(words), d), dtype="float32")
    done = set()
    for number, line in enumerate(lines):
        word, *numbers = line.rstrip("\r\n ").rsplit(" ", d)
        if len(numbers) == d and word in place and word not in done:
            done.add(word)
            matrix[place[word]] = np.array(numbers, dtype="float32")
    return matrix

# %% q6_freeze
def _compiled(model, rate):
    model.compile("adam", "sparse_categorical_crossentropy")
    model.optimizer.learning_rate = rate
    return model


def freeze(model, rate):
    model.trainable = True
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    return _compiled(model, rate)


def unfreeze(model, rate):
    model.trainable = False
    model.trainable = True
    return _compiled(model, rate)

# %% q7_loss
def masked_loss(probabilities, y, mask):
    i, t = np.nonzero(mask)
    return -np.log(probabilities[i, t, y[i, t]]).mean()

# %% q8_spans
def spans(tags):
    tags = np.array(["O", *tags, "O"])
    marks = np.array([tag[0] for tag in tags])
    kinds = np.array([tag[2:] for tag in tags])
    same = (marks[1:] == "I") & (kinds[1:] == kinds[:-1]) & (marks[:-1] != "O")
    starts = np.flatnonzero((marks[1:] != "O") & ~same)
    ends = np.flatnonzero((marks[:-1] != "O") & ~same) - 1 + 1
    return [(str(kinds[s + 1]), int(s), int(e)) for s, e in zip(starts, ends)]

# %% q9_scores
def entity_scores(true, predicted):
    t, p = ({(i, *span) for i, row in enumerate(rows) for span in row} for rows in (true, predicted))
    both = len(t & p)
    return np.array([both / (len(p) or 1), both / (len(t) or 1), 2 * both / (len(t) + len(p) or 1)])
