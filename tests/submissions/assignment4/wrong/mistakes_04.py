"""Mistakes in several questions.

embedding_fields_after_first: takes the first field for the word, and what follows for the numbers: a space in a word stops it.
freeze_nothing: freezes nothing.
loss_no_mask: counts the padding as words.
spans_last_lost: a name that ends with the sentence is lost.
scores_overlap: counts an overlap as found.
"""

LOSES = {"test_q5": 1, "test_q6": 1, "test_q7": 1, "test_q8": 2, "test_q9": 2}

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))
    seen = set()
    for number, line in enumerate(lines):
        word, *numbers = line.split()
        if number == 0 and len(numbers) == 1:
            continue
        if word in words and word not in seen:
            seen.add(word)
            matrix[words.index(word)] = [float(n) for n in numbers]
    return matrix

# %% q6_freeze
def freeze(model, rate):
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
    return -np.log(p).mean()

# %% q8_spans
def spans(tags):
    found, start, kind = [], None, None
    for t, tag in enumerate(tags):
        mark, _, new = tag.partition("-")
        if start is not None and not (mark == "I" and new == kind):
            found.append((kind, start, t))
            start = None
        if mark == "B" or (mark == "I" and start is None):
            start, kind = t, new
    return found

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(any(k == q and a < d and c < b for k, a, b in t) for t, p in zip(true, predicted) for q, c, d in p)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
