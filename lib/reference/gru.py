r"""The GRU in NumPy: forward, loss, and backpropagation through time, written out.

$$z_t = \sigma(W_{zh} h_{t-1} + W_{zx} x_t + b_z), \qquad
  r_t = \sigma(W_{rh} h_{t-1} + W_{rx} x_t + b_r), \qquad
  h_t = z_t \circ h_{t-1} + (1 - z_t) \circ \tilde h_t$$

The reset gate acts after the matrix product, in the form that cuDNN computes, or before it, on the state:

$$\tilde h_t = \tanh(W_{cx} x_t + b_c + r_t \circ (W_{ch} h_{t-1} + b_{ch})) \qquad \text{or} \qquad
  \tilde h_t = \tanh(W_{cx} x_t + b_c + W_{ch} (r_t \circ h_{t-1}))$$

Parameters that hold `b_ch` are of the first form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.reference import output
from lib.reference.checks import check_array, check_parameters, check_sequences
from lib.reference.losses import sigmoid
from lib.reference.output import Parameters
from lib.reference.output import loss as loss

GATES = "zrc"


@dataclass(frozen=True, kw_only=True)
class Trace(output.Trace):
    """What a forward pass keeps for the backward pass, beside inputs, states h, logits and mask.

    Where the mask is false, h is carried over, and the gates, though computed, had no effect.

    Attributes:
        z: Update gates, `(m, T, n_h)`; `z[:, t]` is the one that made `h[:, t + 1]`.
        r: Reset gates, `(m, T, n_h)`.
        candidate: New values, `(m, T, n_h)`.
    """

    z: np.ndarray
    r: np.ndarray
    candidate: np.ndarray


def init_parameters(
    n_x: int, n_h: int, n_y: int, seed: int = 0, scale: float = 0.5, reset_after: bool = True
) -> Parameters:
    """Draw parameters of a GRU, biases too, so that no gradient hides behind a zero.

    Args:
        n_x: Input size.
        n_h: Number of units.
        n_y: Number of classes.
        seed: Seed of the generator.
        scale: Standard deviation of every entry.
        reset_after: Whether the reset gate acts after the matrix product.

    Returns:
        For each g of z, r and c: `W_gh` `(n_h, n_h)`, `W_gx` `(n_h, n_x)` and `b_g` `(n_h,)`; with
        `reset_after` also `b_ch` `(n_h,)`; and `W_yh` `(n_y, n_h)` and `b_y` `(n_y,)`; float64.

    Raises:
        ValueError: If a size is below 1.
    """
    output.check_sizes(n_x, n_h, n_y)
    return output.draw({**_shapes(n_x, n_h, reset_after), "W_yh": (n_y, n_h), "b_y": (n_y,)}, seed, scale)


def from_keras(weights: Sequence[np.ndarray]) -> Parameters:
    """Parameters from the weights of a `keras.layers.GRU`; there is no output layer among them.

    With `reset_after` Keras keeps two biases for each gate. Those of z and r are only ever added to each
    other, so one of each is enough here; the candidate needs both.

    Args:
        weights: What `get_weights()` of the layer returns: `kernel`, `recurrent_kernel` and `bias`, the gates
            in the order z, r, candidate.

    Returns:
        For each g of z, r and c: `W_gh` `(n_h, n_h)`, `W_gx` `(n_h, n_x)` and `b_g` `(n_h,)`; with
        `reset_after` also `b_ch` `(n_h,)`; float64.

    Raises:
        ValueError: If there are not three arrays, or a shape does not fit.
    """
    parameters = output.gates_from_keras(weights, GATES)
    if parameters["b_c"].ndim == 2:  # one row for the inputs, one for the state
        parameters["b_c"], parameters["b_ch"] = parameters["b_c"]
        parameters["b_z"] = parameters["b_z"].sum(axis=0)  # (n_h,)
        parameters["b_r"] = parameters["b_r"].sum(axis=0)  # (n_h,)
    return parameters


def forward(
    parameters: Mapping[str, np.ndarray],
    x: np.ndarray,
    h_0: np.ndarray | None = None,
    mask: np.ndarray | None = None,
) -> Trace:
    """Run a GRU over a batch of sequences.

    Args:
        parameters: As `init_parameters` returns them; without the output layer there are no logits.
        x: Inputs, `(m, T, n_x)`.
        h_0: State before the first step, `(m, n_h)`; zeros by default.
        mask: `(m, T)`, booleans. Where it is false the step is left out: the state is carried over unchanged.

    Returns:
        The trace, with states `(m, T + 1, n_h)`, gates `(m, T, n_h)` and logits `(m, T, n_y)`.

    Raises:
        KeyError: If a parameter is missing.
        TypeError: If an array has another type than stated.
        ValueError: If a shape is wrong, `T` is 0, or a value is not finite.

    Reference:
        Cho, K. et al. (2014), "Learning phrase representations using RNN encoder-decoder for statistical
        machine translation".
    """
    n_x, n_h = _check_parameters(parameters)
    m, T = check_sequences(x, n_x, mask)
    mask = np.ones((m, T), dtype=bool) if mask is None else mask  # (m, T)
    h = np.zeros((m, T + 1, n_h), dtype=x.dtype)  # (m, T + 1, n_h)
    z, r, candidate = np.zeros((3, m, T, n_h), dtype=x.dtype)  # (m, T, n_h) each
    if h_0 is not None:
        check_array("h_0", h_0, (m, n_h))
        h[:, 0] = h_0
    for t in range(T):
        before = h[:, t]  # (m, n_h)
        from_x = {gate: x[:, t] @ parameters[f"W_{gate}x"].T + parameters[f"b_{gate}"] for gate in GATES}
        z[:, t] = sigmoid(before @ parameters["W_zh"].T + from_x["z"])
        r[:, t] = sigmoid(before @ parameters["W_rh"].T + from_x["r"])
        if "b_ch" in parameters:
            from_h = r[:, t] * (before @ parameters["W_ch"].T + parameters["b_ch"])  # (m, n_h)
        else:
            from_h = (r[:, t] * before) @ parameters["W_ch"].T  # (m, n_h)
        candidate[:, t] = np.tanh(from_x["c"] + from_h)
        after = z[:, t] * before + (1 - z[:, t]) * candidate[:, t]  # (m, n_h)
        h[:, t + 1] = np.where(mask[:, t, None], after, before)
    return Trace(
        x=x, h=h, z=z, r=r, candidate=candidate, logits=output.logits(parameters, h[:, 1:]), mask=mask
    )


def backward(parameters: Mapping[str, np.ndarray], trace: Trace, y: np.ndarray) -> Parameters:
    r"""Backpropagation through time: gradients of the loss, summed over steps and examples.

    The update gate hands on $z_t \circ \partial L / \partial h_t$ to the state before as it is; the rest goes
    through the three arguments of sigmoid and tanh.

    Args:
        parameters: The parameters of the forward pass.
        trace: The forward pass.
        y: True classes, integers, `(m, T)`.

    Returns:
        A gradient for each parameter, of the same shape.

    Raises:
        TypeError: If `y` does not hold integers.
        ValueError: If `y` does not fit, or there was no output layer.
    """
    d_logits = output.logits_gradient(trace, y)  # (m, T, n_y)
    gradients = {name: np.zeros_like(array) for name, array in parameters.items()}
    gradients.update(output.output_gradients(trace, d_logits))

    dh_next = np.zeros_like(trace.h[:, 0])  # (m, n_h): from the steps after t
    for t in reversed(range(trace.x.shape[1])):
        z, r, candidate = (gate[:, t] for gate in (trace.z, trace.r, trace.candidate))  # (m, n_h)
        before = trace.h[:, t]  # (m, n_h)
        dh = d_logits[:, t] @ parameters["W_yh"] + dh_next  # (m, n_h)
        steps = trace.mask[:, t, None]  # (m, 1)
        counted = np.where(steps, dh, 0)  # (m, n_h)
        da_c = counted * (1 - z) * (1 - candidate**2)  # (m, n_h): through the argument of tanh
        if "b_ch" in parameters:
            d_product = da_c * r  # (m, n_h): through W_ch h + b_ch
            d_r = da_c * (before @ parameters["W_ch"].T + parameters["b_ch"])  # (m, n_h)
            gradients["W_ch"] += d_product.T @ before  # (n_h, n_h)
            gradients["b_ch"] += d_product.sum(axis=0)  # (n_h,)
            through_candidate = d_product @ parameters["W_ch"]  # (m, n_h)
        else:
            d_product = da_c @ parameters["W_ch"]  # (m, n_h): through r h
            d_r = d_product * before  # (m, n_h)
            gradients["W_ch"] += da_c.T @ (r * before)  # (n_h, n_h)
            through_candidate = d_product * r  # (m, n_h)
        da_z = counted * (before - candidate) * z * (1 - z)  # (m, n_h)
        da_r = d_r * r * (1 - r)  # (m, n_h)
        for gate, slope in {"z": da_z, "r": da_r}.items():
            gradients[f"W_{gate}h"] += slope.T @ before  # (n_h, n_h)
        for gate, slope in {"z": da_z, "r": da_r, "c": da_c}.items():
            gradients[f"W_{gate}x"] += slope.T @ trace.x[:, t]  # (n_h, n_x)
            gradients[f"b_{gate}"] += slope.sum(axis=0)  # (n_h,)
        through_gates = da_z @ parameters["W_zh"] + da_r @ parameters["W_rh"]  # (m, n_h)
        dh_next = np.where(steps, dh * z + through_candidate + through_gates, dh)  # (m, n_h)
    return gradients


def _shapes(n_x: int, n_h: int, reset_after: bool) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for gate in GATES:
        shapes |= {f"W_{gate}h": (n_h, n_h), f"W_{gate}x": (n_h, n_x), f"b_{gate}": (n_h,)}
    return shapes | {"b_ch": (n_h,)} if reset_after else shapes


def _check_parameters(parameters: Mapping[str, np.ndarray]) -> tuple[int, int]:
    """Sizes are read off W_zx and W_yh; everything else must agree with them."""
    n_h, n_x = output.sizes(parameters, "W_zx")
    gates = _shapes(n_x, n_h, reset_after="b_ch" in parameters)
    check_parameters(parameters, {**gates, **output.shapes(parameters, n_h)})
    return n_x, n_h
