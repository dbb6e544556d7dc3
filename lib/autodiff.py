"""One gradient function for every Keras backend.

Keras has no call of its own for "the gradient of this with respect to that": each backend brings its own.
This is the only module that knows which one runs.
"""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np


def gradient(function: Callable[[Any], Any], x: Any) -> np.ndarray:
    """Gradient of a scalar function of one tensor.

    Args:
        function: Takes a tensor of the shape of `x`, returns a scalar tensor; made of `keras.ops` and layers.
        x: Where to differentiate, a tensor or array of floats.

    Returns:
        The gradient, of the shape of `x`.

    Raises:
        RuntimeError: If Keras runs on a backend that this function does not know.
    """
    x = keras.ops.convert_to_tensor(x)
    backend = keras.config.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        with tf.GradientTape() as tape:
            tape.watch(x)
            value = function(x)
        slope = tape.gradient(value, x, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    elif backend == "jax":
        import jax

        slope = jax.grad(function)(x)
    else:
        raise RuntimeError(f"gradients are written for TensorFlow and JAX, Keras runs on {backend}")
    return np.asarray(keras.ops.convert_to_numpy(slope))
