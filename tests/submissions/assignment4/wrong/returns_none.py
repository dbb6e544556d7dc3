"""Computes, or prints, and returns nothing."""

LOSES = {
    "test_q1_shapes": 1,
    "test_q1_parameters": 1,
    "test_q2_reverse": 1,
    "test_q2_bidirectional": 2,
    "test_q3": 1,
    "test_q5": 2,
    "test_q6": 2,
    "test_q7": 1,
    "test_q8": 2,
    "test_q9": 2,
}

# %% q1_shapes
def stack_shapes(m, T, d, layers, each_word):
    print([(m, T, d)] + [(m, T, n_h * (1 + both)) for n_h, both in layers])

# %% q1_parameters
def stack_parameters(d, layers):
    numbers = [4 * n_h * (n_h + d + 1) for n_h, _ in layers]

# %% q2_reverse
def reverse_words(x, mask):
    reversed_x = x[:, ::-1]

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    print(np.concatenate([forward_layer(x), backward_layer(x[:, ::-1])], axis=2))

# %% q3_sentence
def sentence_vector(states, mask):
    last = states[:, -1]

# %% q5_embedding
def embedding_matrix(lines, words, d):
    matrix = np.zeros((len(words), d))

# %% q6_freeze
def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")


def unfreeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")

# %% q7_loss
def masked_loss(probabilities, y, mask):
    print(-np.log(np.take_along_axis(probabilities, y[..., None], axis=-1)[mask]).mean())

# %% q8_spans
def spans(tags):
    print([t for t, tag in enumerate(tags) if tag[0] == "B"])

# %% q9_scores
def entity_scores(true, predicted):
    found = sum(len(set(t) & set(p)) for t, p in zip(true, predicted))
