"""What the references share: the output layer on each state, its loss, and how parameters come to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.reference.checks import check_array
from lib.reference.losses import cross_entropy, softmax

Parameters = dict[str, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What a forward pass keeps for the backward pass.

    Attributes:
        x: Inputs, `(m, T, n_x)`.
        h: States `h_0 ... h_T`, `(m, T + 1, n_h)`; `h[:, t]` is the state after t steps.
        logits: Outputs before the softmax, `(m, T, n_y)`; `n_y` is 0 without an output layer.
        mask: `(m, T)`, booleans: steps that count.
    """

    x: np.ndarray
    h: np.ndarray
    logits: np.ndarray
    mask: np.ndarray

    @property
    def probabilities(self) -> np.ndarray:
        """Outputs after the softmax, `(m, T, n_y)`."""
        return softmax(self.logits)


def check_sizes(n_x: int, n_h: int, n_y: int) -> None:
    """Raise a ValueError unless input size, number of units and number of classes are all at least 1."""
    if min(n_x, n_h, n_y) < 1:
        raise ValueError(f"n_x, n_h and n_y must be at least 1, got {n_x}, {n_h} and {n_y}")


def draw(shapes: Mapping[str, tuple[int, ...]], seed: int, scale: float) -> Parameters:
    """Draw parameters, biases too, so that no gradient hides behind a zero.

    Args:
        shapes: Shapes by name.
        seed: Seed of the generator.
        scale: Standard deviation of every entry.

    Returns:
        An array for each name, float64.
    """
    rng = np.random.default_rng(seed)
    return {name: rng.normal(0, scale, shape) for name, shape in shapes.items()}


def gates_from_keras(weights: Sequence[np.ndarray], gates: str) -> Parameters:
    """Parameters of each gate, from weights in Keras' layout, where the gates lie side by side.

    Args:
        weights: `kernel` `(n_x, k n_h)`, `recurrent_kernel` `(n_h, k n_h)` and `bias`, whose last axis is
            k n_h long, for k gates.
        gates: A letter for each gate, in Keras' order.

    Returns:
        For a gate g: `W_gh` `(n_h, n_h)`, `W_gx` `(n_h, n_x)` and `b_g` `(..., n_h)`, float64.

    Raises:
        ValueError: If there are not three arrays, or a shape does not fit.
    """
    if len(weights) != 3:
        raise ValueError(f"weights must be kernel, recurrent_kernel and bias, got {len(weights)} arrays")
    kernel, recurrent_kernel, bias = (np.asarray(array, dtype=np.float64) for array in weights)
    n_h = recurrent_kernel.shape[0]
    width = n_h * len(gates)
    if {array.shape[-1] for array in (kernel, recurrent_kernel, bias)} != {width}:
        raise ValueError(
            f"with n_h = {n_h} and {len(gates)} gates the last axis of all weights must be {width}, "
            f"got the shapes {kernel.shape}, {recurrent_kernel.shape} and {bias.shape}"
        )
    parameters = {}
    for k, gate in enumerate(gates):
        columns = slice(k * n_h, (k + 1) * n_h)
        parameters[f"W_{gate}h"] = recurrent_kernel[:, columns].T  # (n_h, n_h)
        parameters[f"W_{gate}x"] = kernel[:, columns].T  # (n_h, n_x)
        parameters[f"b_{gate}"] = bias[..., columns]  # (..., n_h)
    return parameters


def sizes(parameters: Mapping[str, np.ndarray], name: str) -> tuple[int, int]:
    """The two sizes of a weight matrix, which others must agree with; 1 and 1 if it is not there."""
    if name not in parameters:
        return 1, 1
    read = check_array(name, parameters[name], ("rows", "columns"))
    return read["rows"], read["columns"]


def shapes(parameters: Mapping[str, np.ndarray], n_h: int) -> dict[str, tuple[int, ...]]:
    """Shapes that an output layer must have; none if the parameters hold no output layer."""
    if "W_yh" not in parameters and "b_y" not in parameters:
        return {}
    n_y, _ = sizes(parameters, "W_yh")
    return {"W_yh": (n_y, n_h), "b_y": (n_y,)}


def logits(parameters: Mapping[str, np.ndarray], h: np.ndarray) -> np.ndarray:
    """Outputs before the softmax, `(m, T, n_y)`, of states `(m, T, n_h)`; n_y is 0 without that layer."""
    if "W_yh" not in parameters:
        return np.zeros((*h.shape[:2], 0), dtype=h.dtype)
    return h @ parameters["W_yh"].T + parameters["b_y"]  # (m, T, n_y)


def loss(trace: Trace, y: np.ndarray) -> np.ndarray:
    """Cross-entropy of each step; its sum is the loss that `backward` differentiates.

    Args:
        trace: A forward pass.
        y: True classes, integers, `(m, T)`.

    Returns:
        Loss of each step in nats, `(m, T)`; 0 where the mask is false.

    Raises:
        TypeError: If `y` does not hold integers.
        ValueError: If `y` has another shape, a class is out of range, or there was no output layer.
    """
    if trace.logits.shape[-1] == 0:
        raise ValueError("there is no loss without an output layer: add W_yh and b_y to the parameters")
    return cross_entropy(trace.logits, y) * trace.mask  # (m, T)


def logits_gradient(trace: Trace, y: np.ndarray) -> np.ndarray:
    """Gradient of the summed loss with respect to the logits, `(m, T, n_y)`; errors as for `loss`."""
    loss(trace, y)  # its checks of y
    n_y = trace.logits.shape[-1]
    return (trace.probabilities - np.eye(n_y)[y]) * trace.mask[..., None]  # (m, T, n_y)


def output_gradients(trace: Trace, d_logits: np.ndarray) -> Parameters:
    """Gradients of the output layer's own parameters, `W_yh` `(n_y, n_h)` and `b_y` `(n_y,)`."""
    return {
        "W_yh": np.einsum("mty,mth->yh", d_logits, trace.h[:, 1:]),  # (n_y, n_h)
        "b_y": d_logits.sum(axis=(0, 1)),  # (n_y,)
    }
