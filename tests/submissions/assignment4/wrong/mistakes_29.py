"""Mistakes in several questions.

parameters_input_not_doubled: the layer above both directions reads one of them.
reverse_vector_axis: turns each vector round.
embedding_fields_after_first: takes the first field for the word, and what follows for the numbers: a space in a word stops it.
freeze_unfreezes_embeddings_alone: unfreezes the embeddings, and leaves other frozen layers as they are.
loss_clipped: never lets a probability below 0.1.
spans_stray_i_first_dropped: An I- at the very beginning is dropped.
scores_removes: right, but removes from its argument what it found.
"""

LOSES = {
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q5": 1,
    "test_q6": 1,
    "test_q7": 1,
    "test_q8": 1,
    "test_q9": 1,
}

# %% q1_parameters
def stack_parameters(d, layers):
    numbers, n_x = [], d
    for n_h, both in layers:
        numbers.append((2 if both else 1) * 4 * (n_h * n_h + n_h * n_x + n_h))
        n_x = n_h
    return numbers

# %% q2_reverse
def reverse_words(x, mask):
    return x[:, :, ::-1]

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
    p = np.take_along_axis(probabilities, y[..., None], axis=-1)[..., 0]
    return -np.log(np.maximum(p[mask], 0.1)).mean()

# %% q8_spans
def spans(tags):
    found = []
    for t, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "I" and found and found[-1][0] == kind and found[-1][2] == t:
            found[-1] = (kind, found[-1][1], t + 1)
        elif mark == "B" or (mark == "I" and t > 0):
            found.append((kind, t, t + 1))
    return found

# %% q9_scores
def entity_scores(true, predicted):
    n_true, n_predicted, found = sum(map(len, true)), sum(map(len, predicted)), 0
    for t, p in zip(true, predicted):
        for span in p:
            if span in t:
                t.remove(span)
                found += 1
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
