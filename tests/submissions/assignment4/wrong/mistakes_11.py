"""Mistakes in several questions.

shapes_both_if_any: doubles every layer as soon as one has both directions.
bidirectional_in_place: right, but turns its argument round and leaves it so.
sentence_forward_at_padding: the forward state at the last place, which may be padding.
embedding_trailing_space: takes the space before the line feed for one more field.
freeze_other_attribute: sets an attribute that Keras does not know.
loss_first_sentence: looks at the first sentence only.
spans_i_continues_closed: An I- after another kind's I- goes back to the name before.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_bidirectional": 1,
    "test_q3": 1,
    "test_q5": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    factor = 2 if any(both for _, both in layers) else 1
    shapes = [(m, T, d)] + [(m, T, factor * n_h) for n_h, _ in layers]
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = forward_layer(x.copy())
    x[:] = reverse_words(x, mask)
    backward = reverse_words(backward_layer(x), mask)
    return np.concatenate([forward, backward], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h = states.shape[2] // 2
    return np.concatenate([states[:, -1, :n_h], states[:, 0, n_h:]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip("\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field or 0) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.frozen = isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(p[0][mask[0]]).mean()

# %% q8_spans
def spans(tags):
    found, last = [], {}
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "O":
            last = {}
        elif mark == "I" and kind in last:
            i = last[kind]
            found[i] = (kind, found[i][1], t + 1)
        else:
            last[kind] = len(found)
            found.append((kind, t, t + 1))
    return found
