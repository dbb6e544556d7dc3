"""What the gates of a trained LSTM or GRU do on a given sequence."""

from typing import Any

import keras
import numpy as np
from keras import ops

from lib._steps import Unrolled, unroll
from lib.layers import GRUCell, LSTMCell


def gate_activations(
    model: keras.Model | keras.layers.RNN, x: Any, mask: Any = None
) -> dict[str, np.ndarray]:
    """Gates, candidate and states of every unit at every step, from states of zeros.

    Args:
        model: `keras.layers.LSTM` or `keras.layers.GRU`; a `keras.layers.RNN` of an `LSTMCell` or a
            `GRUCell`, Keras' own or ours; or a model: then its first recurrent layer is looked at.
        x: What the layer or the model takes: `(m, T, n_x)`, or token ids `(m, T)` for a model that
            embeds them.
        mask: `(m, T)`, booleans; a step where it is false is left out. A model that embeds with
            `mask_zero=True` brings its own.

    Returns:
        Arrays `(m, T, n_h)` by name. Of an LSTM: "forget", "input", "candidate", "output", "cell" and
        "hidden"; of a GRU: "update", "reset", "candidate" and "hidden". "cell" and "hidden" are the states
        after the step. Where a step is left out they are those of the step before, and the gates, which did
        nothing, are NaN, so that no average counts them.

    Raises:
        ValueError: If the layer is no LSTM and no GRU; if it is bidirectional, reads backwards, or begins at
            a state that the model computes; or if a shape does not fit.

    Reference:
        Karpathy, A., Johnson, J. and Fei-Fei, L. (2016), "Visualizing and understanding recurrent networks".
    """
    run = unroll(model, x, mask)
    cell = run.layer.cell
    if isinstance(cell, LSTMCell | keras.layers.LSTMCell):
        gates = _lstm(run, cell)
    elif isinstance(cell, GRUCell | keras.layers.GRUCell):
        gates = _gru(run, cell)
    else:
        raise ValueError(
            f"{run.layer.name} has no gates: its cell is a {type(cell).__name__}, not an LSTM or GRU"
        )
    counted = run.mask[:, :, None]  # (m, T, 1)
    shown = {name: np.where(counted, ops.convert_to_numpy(gate), np.nan) for name, gate in gates.items()}
    states = ("hidden",) if "update" in gates else ("hidden", "cell")
    after = np.split(run.states[:, 1:], len(states), axis=-1)  # (m, T, n_h) each
    return shown | dict(zip(states, after, strict=True))


def _lstm(run: Unrolled, cell: Any) -> dict[str, Any]:
    kernel, recurrent_kernel, bias = _weights(run, cell)
    h = run.states[:, :-1, : cell.units]  # (m, T, n_h)
    z = ops.matmul(run.inputs, kernel) + ops.matmul(h, recurrent_kernel) + bias  # (m, T, 4 n_h)
    z_i, z_f, z_c, z_o = ops.split(z, 4, axis=-1)  # (m, T, n_h) each
    return {
        "forget": cell.recurrent_activation(z_f),
        "input": cell.recurrent_activation(z_i),
        "candidate": cell.activation(z_c),
        "output": cell.recurrent_activation(z_o),
    }


def _gru(run: Unrolled, cell: Any) -> dict[str, Any]:
    kernel, recurrent_kernel, bias = _weights(run, cell)
    x_bias, h_bias = bias if cell.reset_after and cell.use_bias else (bias, 0.0)  # (3 n_h,) each
    h = run.states[:, :-1]  # (m, T, n_h)
    x_z, x_r, x_c = ops.split(ops.matmul(run.inputs, kernel) + x_bias, 3, axis=-1)  # (m, T, n_h) each
    h_z, h_r, h_c = ops.split(ops.matmul(h, recurrent_kernel) + h_bias, 3, axis=-1)  # (m, T, n_h) each
    r = cell.recurrent_activation(x_r + h_r)  # (m, T, n_h)
    reset = r * h_c if cell.reset_after else ops.matmul(r * h, recurrent_kernel[:, 2 * cell.units :])
    return {
        "update": cell.recurrent_activation(x_z + h_z),
        "reset": r,
        "candidate": cell.activation(x_c + reset),
    }


def _weights(run: Unrolled, cell: Any) -> tuple[Any, Any, Any]:
    """Kernel, recurrent kernel and bias (0 where there is none), at the precision of the layer's results."""
    bias = cell.bias if cell.use_bias else 0.0
    kernel, recurrent_kernel, bias = (
        ops.cast(weight, run.layer.compute_dtype) for weight in (cell.kernel, cell.recurrent_kernel, bias)
    )
    return kernel, recurrent_kernel, bias
