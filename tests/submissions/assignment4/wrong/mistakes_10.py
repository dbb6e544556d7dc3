"""Mistakes in several questions.

reverse_not_at_all: returns a copy.
freeze_turned: freezes everything but the embedding.
spans_order_of_items: start, end, kind.
scores_mean_of_sentences: the mean of the sentences' scores.
"""

LOSES = {"test_q2_reverse": 1, "test_q2_bidirectional": 2, "test_q6": 1, "test_q8": 2, "test_q9": 2}

# %% q2_reverse
def reverse_words(x, mask):
    return x.copy()

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = isinstance(layer, keras.layers.Embedding)
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
            found.append((start, t, kind))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    def one(t, p):
        found = len(set(t) & set(p))
        precision, recall = (found / len(p) if p else 0.0), (found / len(t) if t else 0.0)
        return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0

    return tuple(np.mean([one(t, p) for t, p in zip(true, predicted)], axis=0))
