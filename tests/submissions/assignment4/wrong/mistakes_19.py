"""Mistakes in several questions.

reverse_first_row: uses the length of the first row for all.
bidirectional_wrong_axis: joins the directions along time.
sentence_sum_of_changes: the forward state by the largest size, which a state that shrinks has not at its end.
embedding_first_row_zero: row 0 is for padding and stays 0.
freeze_new_vectors: draws the vectors anew.
spans_end_included: the end is the last word of the name.
scores_found_in_any: a name is found if any sentence has it.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 2,
    "test_q6": 1,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q2_reverse
def reverse_words(x, mask):
    n = mask[0].sum()
    return np.concatenate([x[:, :n][:, ::-1], x[:, n:]], axis=1)

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=1)

# %% q3_sentence
def sentence_vector(states, mask):
    n_h = states.shape[2] // 2
    sizes = np.abs(states[:, :, :n_h]).sum(axis=2)
    return np.concatenate([states[np.arange(len(states)), sizes.argmax(axis=1), :n_h], states[:, 0, n_h:]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and rows.get(word, 0) > 0:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    for layer in model.layers:
        if isinstance(layer, keras.layers.Embedding):
            layer.set_weights([np.zeros(w.shape) for w in layer.get_weights()])
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t - 1))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    everywhere = [span for row in true for span in row]
    found = sum(span in everywhere for row in predicted for span in row)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
