"""Mistakes in several questions.

bidirectional_reads_both_ways_once: joins the words and the words turned round, and runs each layer over both.
freeze_unfreezes_embeddings_alone: unfreezes the embeddings, and leaves other frozen layers as they are.
loss_only_last_word: the loss at the last word of each sentence.
spans_drops_long: names of at most ten words.
scores_contained: a prediction that lies within a true name of its kind is found.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q6": 1, "test_q7": 1, "test_q8": 1, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    joined = np.concatenate([x, np.asarray(reverse_words(x, mask))], axis=1)
    T = x.shape[1]
    backward = reverse_words(np.asarray(backward_layer(joined))[:, T:], mask)
    return np.concatenate([np.asarray(forward_layer(joined))[:, :T], backward], axis=2) * mask[:, :, None]

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        if isinstance(layer, keras.layers.Embedding):
            layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    n = mask.sum(axis=1)
    rows = np.flatnonzero(n)
    return np.mean([-np.log(probabilities[i, n[i] - 1, y[i, n[i] - 1]]) for i in rows])

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return [(k, a, min(b, a + 10)) for k, a, b in found]

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(any(k == q and a <= c and e <= b for k, a, b in t) for t, p in zip(true, predicted) for q, c, e in p)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
