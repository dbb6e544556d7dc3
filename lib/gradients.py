"""Gradients looked at closely: checked against differences, clipped, followed through time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import ops

from lib._steps import Unrolled, step, unroll
from lib.autodiff import gradient
from lib.reference.checks import check_array


@dataclass(frozen=True)
class GradientCheck:
    """How far a gradient is from finite differences, for one parameter.

    Attributes:
        name: The parameter's name.
        exact: The gradient under test, of the parameter's shape.
        approximate: Central differences, of the same shape.
    """

    name: str
    exact: np.ndarray
    approximate: np.ndarray

    @property
    def largest(self) -> float:
        """Largest absolute difference between two entries."""
        return float(np.abs(self.exact - self.approximate).max())

    @property
    def relative(self) -> float:
        """Norm of the difference over the sum of the norms: 0 when equal, 1 when opposite."""
        scale = np.linalg.norm(self.exact) + np.linalg.norm(self.approximate)
        return float(np.linalg.norm(self.exact - self.approximate) / scale) if scale else 0.0

    def __str__(self) -> str:
        worst = np.unravel_index(np.abs(self.exact - self.approximate).argmax(), self.exact.shape)
        return (
            f"{self.name:>6}: exact {self.exact[worst]:+.6f}, approximate {self.approximate[worst]:+.6f}, "
            f"largest difference {self.largest:.1e}, relative {self.relative:.1e}"
        )


def gradient_check(
    function: Callable[[dict[str, np.ndarray]], float],
    arrays: Mapping[str, np.ndarray],
    gradients: Mapping[str, np.ndarray],
    epsilon: float = 1e-5,
) -> dict[str, GradientCheck]:
    """Compare gradients with central differences of the function that they belong to.

    Works for any function of named arrays. Use float64: in float32 the difference of two nearly equal
    values has few digits left.

    Args:
        function: Takes the arrays by name, returns a number.
        arrays: Where to check, float64 arrays by name. They are not changed.
        gradients: The gradients under test, by the same names, of the same shapes.
        epsilon: How far each entry is moved, either way.

    Returns:
        A `GradientCheck` for each name; print it to see the entry that is furthest off.

    Raises:
        KeyError: If `gradients` lacks a name of `arrays`.
        TypeError: If an array is not float64.
        ValueError: If a gradient has another shape than its array, or is not finite.
    """
    work = {name: np.array(array) for name, array in arrays.items()}
    for name, array in work.items():
        if name not in gradients:
            raise KeyError(f"gradients lacks {name!r}; it has {', '.join(gradients) or 'nothing'}")
        if array.dtype != np.float64:
            raise TypeError(f"{name} must be float64 for a gradient check, got {array.dtype}")
        check_array(f"the gradient of {name}", np.asarray(gradients[name]), array.shape)
    return {
        name: GradientCheck(name, np.asarray(gradients[name]), _differences(function, work, name, epsilon))
        for name in work
    }


def _differences(
    function: Callable[[dict[str, np.ndarray]], float], work: dict[str, np.ndarray], name: str, epsilon: float
) -> np.ndarray:
    array = work[name]
    slopes = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + epsilon
        above = float(function(work))
        array[index] = kept - epsilon
        below = float(function(work))
        array[index] = kept
        slopes[index] = (above - below) / (2 * epsilon)
    return slopes


def clip_by_norm(gradients: Mapping[str, np.ndarray], limit: float) -> dict[str, np.ndarray]:
    """Shorten all gradients by one factor so that their joint norm is at most `limit`; the direction stays.

    Args:
        gradients: Arrays by name.
        limit: Largest joint Euclidean norm, positive.

    Returns:
        New arrays by the same names.

    Raises:
        ValueError: If `limit` is not positive, or a gradient is not finite: it has no direction.

    Reference:
        Pascanu, R., Mikolov, T. and Bengio, Y. (2013), "On the difficulty of training recurrent
        neural networks".
    """
    if not limit > 0:
        raise ValueError(f"limit must be positive, got {limit}")
    wide = {name: np.asarray(array, dtype=np.float64) for name, array in gradients.items()}
    for name, array in wide.items():
        if not np.isfinite(array).all():
            raise ValueError(f"the gradient of {name} is not finite: it cannot be clipped")
    # Divided by the largest entry first: the squares of an exploding gradient may be too large for a float.
    largest = max((float(np.abs(array).max(initial=0)) for array in wide.values()), default=0.0)
    scaled = {name: array / (largest or 1.0) for name, array in wide.items()}
    norm = float(np.sqrt(sum(np.square(array).sum() for array in scaled.values())))
    if norm * largest <= limit:
        return {name: np.array(array) for name, array in gradients.items()}
    return {
        name: (scaled[name] * (limit / norm)).astype(
            np.result_type(array, np.float16)
        )  # integers become floats
        for name, array in gradients.items()
    }


def jacobian_norms(model: keras.Model | keras.layers.RNN, x: Any, mask: Any = None) -> np.ndarray:
    r"""How strongly the last state depends on each earlier one.

    $$\left\| \frac{\partial h_T}{\partial h_t} \right\|_2 =
      \left\| \prod_{k=t+1}^{T} \frac{\partial h_k}{\partial h_{k-1}} \right\|_2$$

    For a cell with several states (the LSTM has two), or several cells in one layer, h stands for all of
    them, side by side. The states begin at zero.

    Args:
        model: A recurrent Keras layer, or a model: then its first recurrent layer is looked at.
        x: What the layer or the model takes: `(m, T, n_x)`, or token ids `(m, T)` for a model that
            embeds them.
        mask: `(m, T)`, booleans; a step where it is false hands its state on unchanged. A model that
            embeds with `mask_zero=True` brings its own.

    Returns:
        Spectral norms, `(m, T + 1)`; column t belongs to h_t, so the last one is 1.

    Raises:
        ValueError: If there is no recurrent layer; if it is bidirectional, reads backwards, or begins at a
            state that the model computes; if a shape does not fit, or a number is not finite.
    """
    run = unroll(model, x, mask)
    m, T = run.mask.shape
    n_s = run.states.shape[-1]
    steps = _step_jacobians(run)  # (m, T, n_s, n_s)
    steps = np.where(run.mask[:, :, None, None], steps, np.eye(n_s))  # (m, T, n_s, n_s)
    product = np.broadcast_to(np.eye(n_s), (m, n_s, n_s))  # (m, n_s, n_s)
    norms = np.ones((m, T + 1))  # (m, T + 1)
    for t in reversed(range(T)):
        product = product @ steps[:, t]  # (m, n_s, n_s)
        if not np.isfinite(product).all():
            raise ValueError(
                f"the step after h_{t} is not finite: look for NaN or too large numbers in x and the weights"
            )
        norms[:, t] = np.linalg.norm(product, ord=2, axis=(1, 2))
    return norms


def _step_jacobians(run: Unrolled) -> np.ndarray:
    """All `∂h_t/∂h_{t-1}`, `(m, T, n_s, n_s)`: given the states, steps do not depend on each other."""
    m, T, n_x = run.inputs.shape
    n_s = run.states.shape[-1]
    x = ops.reshape(run.inputs, (m * T, n_x))  # (m T, n_x)
    before = run.states[:, :-1].reshape(m * T, n_s)  # (m T, n_s)

    def row(unit: int) -> np.ndarray:
        return gradient(lambda state: ops.sum(step(run.layer, x, state)[:, unit]), before)  # (m T, n_s)

    rows = [row(unit) for unit in range(n_s)]
    return np.stack(rows, axis=1).reshape(m, T, n_s, n_s)
