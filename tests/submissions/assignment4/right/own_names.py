"""Variables of the student's own that carry the names of tests, of their helpers and of built-in functions."""

# %% q1_shapes
test_q1_shapes = test_q2_reverse = checks = points = answer = task = pair = right = hidden_tests = "my notes"
networks = hidden_tests_of_words = hidden_tests_of_format = example_x = example_p = 0


def stack_shapes(m, T, d, layers, each_word):
    shapes = [(m, T, d)]
    for n_h, both in layers:
        shapes += [(m, T, n_h + both * n_h)]
    return shapes if each_word else [*shapes[:-1], (m, shapes[-1][-1])]

# %% q2_bidirectional
def running_sum(x, mask, layer):  # called as a helper of the tests
    return np.asarray(reverse_words(layer(reverse_words(x, mask)), mask))


def simple_rnn(forward, backward, mask):  # as a module that hidden tests import
    return np.concatenate([forward, backward], axis=-1) * mask[..., np.newaxis]


def bidirectional(x, mask, forward_layer, backward_layer):
    turned = backward_layer(reverse_words(x, mask))
    return simple_rnn(np.asarray(forward_layer(x)), reverse_words(turned, mask), mask)

# %% q6_freeze
networks = model = "mine"


def freeze(model, rate):
    for layer in model.layers:
        layer.trainable = True
    embeddings = [layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)]
    for layer in embeddings:
        layer.trainable = False
    model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(rate))
    return model


def unfreeze(model, rate):
    for layer in model.layers:
        if not layer.trainable:
            layer.trainable = True
    model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(rate))
    return model

# %% q9_scores
max, min, input, id, type, abs, any, all = "a", "b", "c", "d", "e", "f", "g", "h"
dict = filter = str = float = int = bool = sorted = list = "shadowed"


def entity_scores(true, predicted):
    hits, in_true, in_predicted = 0, 0, 0
    for t, p in zip(true, predicted):
        hits += len(set(t).intersection(p))
        in_true += len(t)
        in_predicted += len(p)
    if not hits:
        return 0.0, 0.0, 0.0
    return hits / in_predicted, hits / in_true, 2 * hits / (in_true + in_predicted)
