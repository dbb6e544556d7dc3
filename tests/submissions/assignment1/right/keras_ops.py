"""Keras throughout: tensors are returned as they come."""

# %% q1_one_hot
import keras
from keras import ops


def one_hot(ids, depth):
    return ops.one_hot(ids, depth)

# %% q5_align
def align(sequences, length):
    ids = keras.utils.pad_sequences(sequences, maxlen=length, padding="post", truncating="pre")
    return ops.convert_to_tensor(ids), ops.not_equal(ids, 0)

# %% q6_average
def average_embedding(ids, mask, P):
    weights = ops.expand_dims(ops.cast(mask, "float32"), -1)
    total = ops.sum(ops.take(P, ids, axis=0) * weights, axis=1)
    return total / ops.maximum(ops.sum(weights, axis=1), 1.0)

# %% q7_predict
def predict(features, w, b):
    return ops.sigmoid(ops.matmul(features, w) + b)

# %% q8_parameters
def count_parameters(v, d, length):
    table = keras.layers.Embedding(v, d)
    table.build((None, length))
    flattened, mean = keras.layers.Dense(1), keras.layers.Dense(1)
    flattened.build((None, length * d))
    mean.build((None, d))
    return table.count_params(), flattened.count_params(), mean.count_params()
