"""Mistakes in several questions.

bidirectional_sum: adds the directions.
embedding_random_rows: random rows for words without a vector.
freeze_only_last_trains: trains the last layer only.
loss_by_sentences: divides by the number of sentences.
scores_found_in_any: a name is found if any sentence has it.
"""

LOSES = {"test_q2_bidirectional": 2, "test_q5": 2, "test_q6": 1, "test_q7": 1, "test_q9": 2}

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = reverse_words(backward_layer(reverse_words(x, mask)), mask)
    return (forward_layer(x) + backward) * mask[:, :, None]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.random.default_rng(0).normal(size=(len(words), d))
    rows = {word: i for i, word in enumerate(words)}
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in rows:
            matrix[rows.pop(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers[:-1]:
        layer.trainable = False
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
    return -np.log(p[mask]).sum() / len(mask)

# %% q9_scores
def entity_scores(true, predicted):
    everywhere = [span for row in true for span in row]
    found = sum(span in everywhere for row in predicted for span in row)
    n_true, n_predicted = sum(map(len, true)), sum(map(len, predicted))

    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
