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
        TypeError: If `x` does not hold floats.
        ValueError: If the function returns something else than one number.
        RuntimeError: If Keras runs on a backend that this function does not know.
    """
    x = keras.ops.convert_to_tensor(x)
    if not keras.backend.is_float_dtype(x.dtype):
        raise TypeError(f"x must hold floats, got {keras.backend.standardize_dtype(x.dtype)}")
    backend = keras.config.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        with tf.GradientTape() as tape:
            tape.watch(x)
            value = _scalar(function(x))
        slope = tape.gradient(value, x, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    elif backend == "jax":
        import jax

        slope = jax.grad(lambda x: _scalar(function(x)))(x)
    else:
        raise RuntimeError(f"gradients are written for TensorFlow and JAX, Keras runs on {backend}")
    return np.asarray(keras.ops.convert_to_numpy(slope))


def _scalar(value: Any) -> Any:
    if tuple(value.shape) != ():
        raise ValueError(f"function must return one number, got shape {tuple(value.shape)}")
    return value
