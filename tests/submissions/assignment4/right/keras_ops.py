"""keras.ops where it fits: tensors come out."""

# %% q2_reverse
from keras import ops


def reverse_words(x, mask):
    T = x.shape[1]
    lengths = ops.sum(ops.cast(mask, "int32"), axis=1, keepdims=True)
    source = ops.where(mask, lengths - 1 - ops.arange(T, dtype="int32"), ops.arange(T, dtype="int32"))
    return ops.take_along_axis(ops.convert_to_tensor(x), source[:, :, None], axis=1)

# %% q2_bidirectional
def bidirectional(x, mask, forward_layer, backward_layer):
    forward = ops.convert_to_tensor(forward_layer(x))
    backward = reverse_words(ops.convert_to_tensor(backward_layer(reverse_words(x, mask))), mask)
    return ops.where(mask[:, :, None], ops.concatenate([forward, backward], axis=-1), 0.0)

# %% q3_sentence
def sentence_vector(states, mask):
    n_h = states.shape[-1] // 2
    last = ops.one_hot(ops.sum(ops.cast(mask, "int32"), axis=1) - 1, states.shape[1])
    forward = ops.sum(states[:, :, :n_h] * ops.cast(last, "float64")[:, :, None], axis=1)
    return ops.concatenate([forward, states[:, 0, n_h:]], axis=1)

# %% q7_loss
def masked_loss(probabilities, y, mask):
    safe = ops.where(mask[..., None], probabilities, 1.0 / probabilities.shape[-1])
    each = keras.losses.sparse_categorical_crossentropy(y, safe)
    weights = ops.cast(mask, each.dtype)
    return ops.sum(each * weights) / ops.sum(weights)
