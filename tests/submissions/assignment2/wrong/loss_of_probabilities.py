"""Gives logits to Keras, which takes them for probabilities."""

LOSES = {"test_q6_sum": 1, "test_q6_large": 1}

# %% q6_loss
import keras


def loss(logits, y, mask):
    each = keras.losses.sparse_categorical_crossentropy(y, logits)
    return keras.ops.sum(each * mask)
