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
    layer, inputs, own_mask = _recurrent_layer(model, x)
    m, T, _ = inputs.shape
    mask = own_mask if mask is None else mask
    mask = np.ones((m, T), dtype=bool) if mask is None else np.asarray(mask)  # (m, T)
    if mask.dtype != bool or mask.shape != (m, T):
        raise ValueError(
            f"mask must hold booleans, (m, T) = ({m}, {T}), got {mask.dtype} of shape {mask.shape}"
        )
    states = _states(layer, inputs, mask)  # (m, T + 1, n_s)
    n_s = states.shape[-1]
    steps = _step_jacobians(layer, inputs, states)  # (m, T, n_s, n_s)
    steps = np.where(mask[:, :, None, None], steps, np.eye(n_s))  # (m, T, n_s, n_s)
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


def _recurrent_layer(model: keras.Layer, x: Any) -> tuple[keras.layers.RNN, Any, np.ndarray | None]:
    """The layer to look at, what it is fed, `(m, T, n_x)`, and the mask it is fed, `(m, T)` or `None`."""
    mask = None
    if isinstance(model, keras.layers.RNN):
        layer = model
    else:
        layer = next(
            (part for part in getattr(model, "layers", ()) if isinstance(part, keras.layers.RNN)), None
        )
        if layer is None:
            raise ValueError(
                f"{model.name} has no recurrent layer (a keras.layers.RNN; a Bidirectional holds two)"
            )
        x, mask = _fed(model, layer, x)
    if layer.go_backwards:
        raise ValueError(f"{layer.name} reads backwards: turn the sequences round and read them forwards")
    if np.ndim(x) != 3:
        raise ValueError(f"a recurrent layer takes inputs of shape (m, T, n_x), got {np.shape(x)}")
    if not layer.built:
        layer.build(np.shape(x))
    return layer, ops.cast(x, layer.compute_dtype), mask


def _fed(model: keras.Model, layer: keras.layers.RNN, x: Any) -> tuple[np.ndarray, np.ndarray | None]:
    """What the model feeds the layer: sequences, `(m, T, n_x)`, and their mask, `(m, T)` or `None`."""
    sequences, *others = keras.tree.flatten(layer.input)
    masks = [tensor for tensor in others if tensor.dtype == "bool"]
    if len(masks) < len(others):
        raise ValueError(f"{layer.name} has an initial_state; jacobian_norms begins at zero")
    fed = keras.Model(model.inputs, [sequences, *masks])(ops.convert_to_tensor(x))
    values = [np.asarray(ops.convert_to_numpy(tensor)) for tensor in keras.tree.flatten(fed)]
    return values[0], values[1] if masks else None


def _step(layer: keras.layers.RNN, inputs: Any, state: Any) -> Any:
    """One step of the cell on states side by side: `(n, n_x)` and `(n, n_s)` give `(n, n_s)`."""
    borders = np.cumsum(keras.tree.flatten(layer.state_size))[:-1].tolist()
    parts = ops.split(state, borders, axis=-1) if borders else [state]
    _, after = layer.cell(inputs, keras.tree.pack_sequence_as(layer.state_size, parts))
    return ops.concatenate(keras.tree.flatten(after), axis=-1)


def _states(layer: keras.layers.RNN, inputs: Any, mask: np.ndarray) -> np.ndarray:
    """States h_0 ... h_T, `(m, T + 1, n_s)`, from zeros."""
    m, T, _ = inputs.shape
    state = ops.zeros((m, sum(keras.tree.flatten(layer.state_size))), dtype=layer.compute_dtype)  # (m, n_s)
    states = [state]
    for t in range(T):
        state = ops.where(mask[:, t, None], _step(layer, inputs[:, t], state), state)  # (m, n_s)
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
