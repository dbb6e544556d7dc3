"""A recurrent layer, run step by step, with all states kept."""

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import ops


@dataclass(frozen=True)
class Unrolled:
    """A recurrent layer's run over a batch.

    Attributes:
        layer: The layer.
        inputs: What it was fed, a tensor `(m, T, n_x)`.
        mask: `(m, T)`, booleans: steps that count.
        states: States h_0 ... h_T from zeros, all states of the cell side by side, `(m, T + 1, n_s)`.
    """

    layer: keras.layers.RNN
    inputs: Any
    mask: np.ndarray
    states: np.ndarray


def unroll(model: keras.Model | keras.layers.RNN, x: Any, mask: Any = None) -> Unrolled:
    """Run a recurrent layer, or the first one of a model, from zeros and keep every state.

    Args:
        model: A recurrent Keras layer, or a model.
        x: What the layer or the model takes: `(m, T, n_x)`, or token ids `(m, T)`.
        mask: `(m, T)`, booleans; `None` takes the mask that the model brings, if any.

    Returns:
        The layer, what it was fed, and its states.

    Raises:
        ValueError: If there is no recurrent layer; if it is bidirectional, reads backwards, or begins at a
            state that the model computes; or if a shape does not fit.
    """
    layer, inputs, own_mask = _recurrent_layer(model, x)
    m, T, _ = inputs.shape
    mask = own_mask if mask is None else mask
    mask = np.ones((m, T), dtype=bool) if mask is None else np.asarray(mask)  # (m, T)
    if mask.dtype != bool or mask.shape != (m, T):
        raise ValueError(
            f"mask must hold booleans, (m, T) = ({m}, {T}), got {mask.dtype} of shape {mask.shape}"
        )
    return Unrolled(layer, inputs, mask, _states(layer, inputs, mask))


def step(layer: keras.layers.RNN, inputs: Any, state: Any) -> Any:
    """One step of the cell on states side by side: `(n, n_x)` and `(n, n_s)` give `(n, n_s)`."""
    borders = np.cumsum(keras.tree.flatten(layer.state_size))[:-1].tolist()
    parts = ops.split(state, borders, axis=-1) if borders else [state]
    _, after = layer.cell(inputs, keras.tree.pack_sequence_as(layer.state_size, parts))
    return ops.concatenate(keras.tree.flatten(after), axis=-1)


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
        raise ValueError(f"{layer.name} has an initial_state; only a run from zeros can be followed")
    fed = keras.Model(model.inputs, [sequences, *masks])(ops.convert_to_tensor(x))
    values = [np.asarray(ops.convert_to_numpy(tensor)) for tensor in keras.tree.flatten(fed)]
    return values[0], values[1] if masks else None


def _states(layer: keras.layers.RNN, inputs: Any, mask: np.ndarray) -> np.ndarray:
    m, T, _ = inputs.shape
    state = ops.zeros((m, sum(keras.tree.flatten(layer.state_size))), dtype=layer.compute_dtype)  # (m, n_s)
    states = [state]
    for t in range(T):
        state = ops.where(mask[:, t, None], step(layer, inputs[:, t], state), state)  # (m, n_s)
        states.append(state)
    return np.asarray(ops.convert_to_numpy(ops.stack(states, axis=1)))
