"""Gradients looked at closely: checked against differences, clipped, followed through time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import ops

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
        ValueError: If `limit` is not positive.

    Reference:
        Pascanu, R., Mikolov, T. and Bengio, Y. (2013), "On the difficulty of training recurrent
        neural networks".
    """
    if not limit > 0:
        raise ValueError(f"limit must be positive, got {limit}")
    norm = float(np.sqrt(sum(float(np.square(array).sum()) for array in gradients.values())))
    factor = min(1.0, limit / norm) if norm else 1.0
    return {name: array * factor for name, array in gradients.items()}


def jacobian_norms(
    model: keras.Model | keras.layers.RNN, x: Any, mask: np.ndarray | None = None
) -> np.ndarray:
    r"""How strongly the last state depends on each earlier one.

    $$\left\| \frac{\partial h_T}{\partial h_t} \right\|_2 =
      \left\| \prod_{k=t+1}^{T} \frac{\partial h_k}{\partial h_{k-1}} \right\|_2$$

    For a cell with several states (the LSTM has two) h stands for all of them, side by side.

    Args:
        model: A recurrent Keras layer, or a model: then its first recurrent layer is looked at.
        x: What the layer or the model takes: `(m, T, n_x)`, or token ids `(m, T)` for a model that
            embeds them.
        mask: `(m, T)`, booleans; a step where it is false hands its state on unchanged. A model that
            embeds with `mask_zero=True` brings its own.

    Returns:
        Spectral norms, `(m, T + 1)`; column t belongs to h_t, so the last one is 1.

    Raises:
        ValueError: If there is no recurrent layer, or it is bidirectional, or a shape does not fit.
    """
    layer, inputs, own_mask = _recurrent_layer(model, x)
    mask = own_mask if mask is None else mask  # (m, T)
    m, T, _ = inputs.shape
    if mask is not None and mask.shape != (m, T):
        raise ValueError(f"mask must have shape (m, T) = ({m}, {T}), got {mask.shape}")
    states = _states(layer, inputs, mask)  # (m, T + 1, n_s)
    steps = _step_jacobians(layer, inputs, states)  # (m, T, n_s, n_s)
    n_s = states.shape[-1]
    if mask is not None:
        steps = np.where(mask[:, :, None, None], steps, np.eye(n_s))  # (m, T, n_s, n_s)
    product = np.broadcast_to(np.eye(n_s), (m, n_s, n_s))  # (m, n_s, n_s)
    norms = np.ones((m, T + 1))  # (m, T + 1)
    for t in reversed(range(T)):
        product = product @ steps[:, t]  # (m, n_s, n_s)
        norms[:, t] = np.linalg.norm(product, ord=2, axis=(1, 2))
    return norms


def _recurrent_layer(model: keras.Model | keras.layers.RNN, x: Any) -> tuple[keras.layers.RNN, Any, Any]:
    """The layer to look at, what it is fed, `(m, T, n_x)`, and the mask it is fed, `(m, T)` or `None`."""
    mask = None
    if isinstance(model, keras.layers.RNN):
        layer, inputs = model, x
    else:
        layer = next((part for part in model.layers if isinstance(part, keras.layers.RNN)), None)
        if layer is None:
            raise ValueError(
                "the model has no recurrent layer (a keras.layers.RNN, not wrapped in Bidirectional)"
            )
        fed = keras.Model(model.inputs, layer.input)(ops.convert_to_tensor(x))
        inputs, mask = (
            (ops.convert_to_numpy(fed[0]), ops.convert_to_numpy(fed[1]))
            if isinstance(fed, list)
            else (ops.convert_to_numpy(fed), None)
        )
    if np.ndim(inputs) != 3:
        raise ValueError(f"a recurrent layer takes inputs of shape (m, T, n_x), got {np.shape(inputs)}")
    if not layer.built:
        layer.build(np.shape(inputs))
    return layer, ops.convert_to_tensor(inputs), mask


def _state_sizes(layer: keras.layers.RNN) -> list[int]:
    size = layer.cell.state_size
    return [size] if isinstance(size, int) else list(size)


def _step(layer: keras.layers.RNN, inputs: Any, state: Any) -> Any:
    """One step of the cell on states side by side: `(n, n_x)` and `(n, n_s)` give `(n, n_s)`."""
    borders = np.cumsum(_state_sizes(layer))[:-1].tolist()
    parts = ops.split(state, borders, axis=-1) if borders else [state]
    _, states = layer.cell(inputs, parts)
    return ops.concatenate(states if isinstance(states, list | tuple) else [states], axis=-1)


def _states(layer: keras.layers.RNN, inputs: Any, mask: np.ndarray | None) -> np.ndarray:
    """States h_0 ... h_T, `(m, T + 1, n_s)`, from zeros."""
    m, T, _ = inputs.shape
    state = ops.zeros((m, sum(_state_sizes(layer))), dtype=layer.compute_dtype)  # (m, n_s)
    states = [state]
    for t in range(T):
        after = _step(layer, inputs[:, t], state)  # (m, n_s)
        state = after if mask is None else ops.where(ops.convert_to_tensor(mask[:, t, None]), after, state)
        states.append(state)
    return np.asarray(ops.convert_to_numpy(ops.stack(states, axis=1)))


def _step_jacobians(layer: keras.layers.RNN, inputs: Any, states: np.ndarray) -> np.ndarray:
    """All `∂h_t/∂h_{t-1}`, `(m, T, n_s, n_s)`: given the states, steps do not depend on each other."""
    m, T, n_x = inputs.shape
    n_s = states.shape[-1]
    x = ops.reshape(inputs, (m * T, n_x))  # (m T, n_x)
    before = states[:, :-1].reshape(m * T, n_s)  # (m T, n_s)

    def row(unit: int) -> np.ndarray:
        return gradient(lambda state: ops.sum(_step(layer, x, state)[:, unit]), before)  # (m T, n_s)

    rows = [row(unit) for unit in range(n_s)]
    return np.stack(rows, axis=1).reshape(m, T, n_s, n_s)
