"""Sigmoid, softmax and cross-entropy, in a form that neither overflows nor takes the logarithm of zero."""

import numpy as np


def sigmoid(z: np.ndarray) -> np.ndarray:
    """The logistic function of each entry, between 0 and 1, of the shape of `z`."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Logarithm of the softmax over the last axis.

    Args:
        logits: `(..., n_y)`.

    Returns:
        `(..., n_y)`.
    """
    shifted = logits - logits.max(axis=-1, keepdims=True)  # (..., n_y)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))  # (..., n_y)


def softmax(logits: np.ndarray) -> np.ndarray:
    """Softmax over the last axis: positive numbers that add up to 1.

    Args:
        logits: `(..., n_y)`.

    Returns:
        `(..., n_y)`.
    """
    return np.exp(log_softmax(logits))


def cross_entropy(logits: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Cross-entropy between a one-hot truth and the softmax of `logits`, in nats.

    Args:
        logits: `(..., n_y)`.
        y: Index of the true class, integers, `(...)`.

    Returns:
        `-log softmax(logits)[y]`, `(...)`.

    Raises:
        TypeError: If `y` does not hold integers.
        ValueError: If `y` has another shape than `logits` without its last axis, or an index out of range.
    """
    if not isinstance(y, np.ndarray) or not np.issubdtype(y.dtype, np.integer):
        raise TypeError(f"y must be a NumPy array of integers of shape {logits.shape[:-1]}")
    if y.shape != logits.shape[:-1]:
        raise ValueError(f"y must have shape {logits.shape[:-1]}, got {y.shape}")
    n_y = logits.shape[-1]
    if y.size and not 0 <= y.min() <= y.max() < n_y:
        raise ValueError(f"y must hold classes from 0 to {n_y - 1}, got {y.min()} to {y.max()}")
    return -np.take_along_axis(log_softmax(logits), y[..., None], axis=-1)[..., 0]
