"""Mistakes in several questions.

bidirectional_wrong_axis: joins the directions along time.
embedding_file_order: rows in the order of the file.
freeze_sgd: another optimizer.
loss_epsilon: adds a little to every probability.
spans_kind_cut: cuts the kind at its own hyphen.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 2, "test_q6": 2, "test_q7": 1, "test_q8": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return np.concatenate([forward_layer(x), backward], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    vectors = {}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        vectors.setdefault(" ".join(fields[:-d]), [float(n) for n in fields[-d:]])
    found = [vector for word, vector in vectors.items() if word in words]
    return np.array(found + [[0.0] * d] * (len(words) - len(found)))

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.SGD(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.SGD(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -(np.log(p + 1e-3) * mask).sum() / mask.sum()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, new = (tag.split("-") + [""])[:2]
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found
