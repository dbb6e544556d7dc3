"""Mistakes in several questions.

reverse_longest_row: uses the length of the longest row for all.
bidirectional_batch_reversed: turns the batch round instead of time.
direction_all_forward: forward for all.
embedding_half_precision: half precision.
freeze_zero_rate: freezes by a learning rate of 0.
spans_from_one: counts words from 1.
scores_mean_of_sentences: the mean of the sentences' scores.
"""

LOSES = {
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q4": 1,
    "test_q5": 2,
    "test_q6": 1,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q2_reverse
def reverse_words(x, mask):
    n = mask.sum(axis=1).max()
    return np.concatenate([x[:, :n][:, ::-1], x[:, n:]], axis=1)

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = np.asarray(backward_layer(x[::-1]))[::-1]
    return np.concatenate([forward_layer(x), backward], axis=2) * mask[:, :, None]

# %% q4_direction
direction = dict.fromkeys("abcdefgh", "forward")

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip().split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(field) for field in fields[-d:]]
    return matrix.astype("float16")

# %% q6_freeze
def freeze(model, rate):
    model.compile(keras.optimizers.Adam(0.0), "sparse_categorical_crossentropy")
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
            found.append((kind, start + 1, t + 1))
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
