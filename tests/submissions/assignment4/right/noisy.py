"""Right results, with prints, warnings and lines on the standard error stream."""

# %% q1_shapes
import sys
import warnings


def stack_shapes(m, T, d, layers, each_word):
    warnings.warn("this is only a warning", stacklevel=2)
    widths = [n_h * (2 if both else 1) for n_h, both in layers]
    return [(m, T, d), *[(m, T, w) for w in widths[:-1]], (m, T, widths[-1]) if each_word else (m, widths[-1])]

# %% q2_reverse
def reverse_words(x, mask):
    print("reverse", x.shape, file=sys.stderr)
    result = 1 * x
    for row, old, keep in zip(result, x, mask):
        row[keep] = old[keep][::-1]
    return result

# %% q6_freeze
def freeze(model, rate):
    print("freezing", model.name, file=sys.stderr)
    warnings.warn("this is only a warning", stacklevel=2)
    for layer in model.layers:
        layer.trainable = not isinstance(layer, keras.layers.Embedding)
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    model.summary()
    return model


def unfreeze(model, rate):
    print("unfreezing", model.name, file=sys.stderr)
    for layer in model.layers:
        layer.trainable = True
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    return model

# %% q7_loss
def masked_loss(probabilities, y, mask):
    each = -np.log(np.take_along_axis(probabilities, y[:, :, None], 2)[:, :, 0])  # warns of log 0
    return each[mask].sum() / mask.sum()

# %% q9_scores
def entity_scores(true, predicted):
    found = np.sum([len({*t} & {*p}) for t, p in zip(true, predicted)])
    ratio = lambda a, b: np.nan_to_num(np.float64(a) / np.float64(b))  # warns of 0 / 0
    p, r = ratio(found, sum(map(len, predicted))), ratio(found, sum(map(len, true)))
    print(p, r, file=sys.stderr)
    return p, r, ratio(2 * p * r, p + r)
