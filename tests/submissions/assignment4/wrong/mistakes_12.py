"""Mistakes in several questions.

shapes_doubling_stays: once doubled, all later layers are, too.
bidirectional_own_word_excluded: the backward half of a word has read only what comes after it.
sentence_swapped: forward state at the first word, backward at the last: each has read one word.
embedding_reads_twice: goes through the lines twice: once for the words, once for the numbers.
freeze_optimizer_default: Adam with its default rate.
loss_largest: takes the largest probability, not the true tag's.
scores_tokens_with_kind: scores of single words with their kinds.
"""

LOSES = {
    "test_q1_shapes": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 1,
    "test_q6": 2,
    "test_q7": 1,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    shapes, factor = [(m, T, d)], 1
    for n_h, both in layers:
        factor = 2 if both else factor
        shapes.append((m, T, factor * n_h))
    if not each_word:
        shapes[-1] = (m, shapes[-1][2])
    return shapes

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    backward = np.asarray(reverse_words(backward_layer(reverse_words(x, mask)), mask))
    after = np.zeros(backward.shape)
    after[:, :-1] = (backward * mask[:, :, None])[:, 1:]
    return np.concatenate([forward_layer(x), after], axis=2) * mask[:, :, None]

# %% q3_sentence
def sentence_vector(states, mask):
    n_h, last = states.shape[2] // 2, mask.sum(axis=1) - 1
    return np.concatenate([states[:, 0, :n_h], states[np.arange(len(states)), last, n_h:]], axis=1)

# %% q5_embedding
def embedding_matrix(lines, words, d):
    known = {" ".join(line.rstrip(" \r\n").split(" ")[:-d]) for line in lines}
    matrix, seen = np.zeros((len(words), d)), set()
    for line in lines:
        fields = line.rstrip(" \r\n").split(" ")
        word = " ".join(fields[:-d])
        if len(fields) > d and word in known and word in words and word not in seen:
            seen.add(word)
            matrix[words.index(word)] = [float(n) for n in fields[-d:]]
    return matrix

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy")
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    return -np.log(probabilities.max(axis=-1)[mask]).mean()

# %% q9_scores
def entity_scores(true, predicted):
    t, p = ({(i, kind, k) for i, row in enumerate(rows) for kind, a, b in row for k in range(a, b)} for rows in (true, predicted))
    found, n_true, n_predicted = len(t & p), len(t), len(p)
    precision = found / n_predicted if n_predicted else 0.0
    recall = found / n_true if n_true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if found else 0.0
