"""Mistakes in several questions.

reverse_whole_numbers: stores the result as whole numbers.
bidirectional_halves_swapped: the backward states come first.
sentence_off_by_one: the place after the last word.
embedding_words_popped: removes the words that it found from its argument.
freeze_clones: returns a new model, whose weights are new, too.
spans_kind_of_i_ignored: An I- of another kind goes on with the name.
scores_right_end: only kind and end must be right.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 2,
    "test_q6": 2,
    "test_q8": 1,
    "test_q9": 2,
}

# %% q2_reverse
def reverse_words(x, mask):
    result = np.zeros(x.shape, dtype=int)
    for i, n in enumerate(mask.sum(axis=1)):
        result[i] = np.concatenate([x[i, :n][::-1], x[i, n:]])
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([backward, forward_layer(x)], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, T = states.shape[2] // 2, states.shape[1]
    last = np.minimum(mask.sum(axis=1), T - 1)
    return np.concatenate([states[np.arange(len(states)), last, :n_h], states[:, 0, n_h:]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix, order = np.zeros((len(words), d)), list(words)
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in words:
            words.remove(word)
            matrix[order.index(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    model = keras.models.clone_model(model)
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    model = keras.models.clone_model(model)
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I"):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len({(s[0], s[2]) for s in t} & {(s[0], s[2]) for s in p}) for t, p in zip(true, predicted))
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
