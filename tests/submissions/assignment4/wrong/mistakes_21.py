"""Mistakes in several questions.

reverse_view_overwritten: a loop that swaps through the middle, and swaps everything back.
bidirectional_padding_read_first: turns whole rows round: the backward layer reads the padding first.
direction_no_backward: takes both directions where only what comes matters.
embedding_digits_skipped: skips every line whose word is a number.
freeze_unfreezes_without_compile: unfreezes, and does not compile again.
spans_length: start and length.
scores_mean_of_kinds: the mean of the kinds' scores (macro).
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 1,
    "test_q4": 0.5,
    "test_q5": 1,
    "test_q6": 1,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q2_reverse
def reverse_words(x, mask):
    result = x.copy()
    for i, n in enumerate(mask.sum(axis=1)):
        for t in range(n):
            result[i, t], result[i, n - 1 - t] = result[i, n - 1 - t].copy(), result[i, t].copy()
    return result

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = np.asarray(backward_layer(x[:, ::-1]))[:, ::-1]
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q4_direction
direction = dict(zip("abcdefgh", ["forward", "both", "forward", "both", "both", "forward", "both", "both"]))

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows and not word.isdigit():
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.optimizer.learning_rate = rate
    return model

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate([*tags, "O"]):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t - start))
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

    kinds = sorted({s[0] for rows in (true, predicted) for row in rows for s in row})
    if not kinds:
        return 0.0, 0.0, 0.0
    of = lambda rows, kind: [(i, *s) for i, row in enumerate(rows) for s in row if s[0] == kind]
    return tuple(np.mean([one(of(true, k), of(predicted, k)) for k in kinds], axis=0))
