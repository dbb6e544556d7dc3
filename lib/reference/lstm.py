r"""The LSTM in NumPy: forward, loss, and backpropagation through time, written out.

$$f_t = \sigma(W_{fh} h_{t-1} + W_{fx} x_t + b_f), \qquad
  i_t = \sigma(W_{ih} h_{t-1} + W_{ix} x_t + b_i), \qquad
  o_t = \sigma(W_{oh} h_{t-1} + W_{ox} x_t + b_o)$$

$$\tilde c_t = \tanh(W_{ch} h_{t-1} + W_{cx} x_t + b_c), \qquad
  c_t = f_t \circ c_{t-1} + i_t \circ \tilde c_t, \qquad h_t = o_t \circ \tanh(c_t)$$
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.reference import output
from lib.reference.checks import check_array, check_parameters, check_sequences
from lib.reference.losses import sigmoid
from lib.reference.output import Parameters
from lib.reference.output import loss as loss

GATES = "fico"


@dataclass(frozen=True, kw_only=True)
class Trace(output.Trace):
    """What a forward pass keeps for the backward pass, beside inputs, states h, logits and mask.

    Where the mask is false, h and c are carried over, and the gates, though computed, had no effect.

    Attributes:
        c: Cell states `c_0 ... c_T`, `(m, T + 1, n_h)`; `c[:, t]` is the one after t steps.
        f: Forget gates, `(m, T, n_h)`; `f[:, t]` is the one that made `c[:, t + 1]`.
        i: Input gates, `(m, T, n_h)`.
        candidate: New values, `(m, T, n_h)`.
        o: Output gates, `(m, T, n_h)`.
    """

    c: np.ndarray
    f: np.ndarray
    i: np.ndarray
    candidate: np.ndarray
    o: np.ndarray


def init_parameters(n_x: int, n_h: int, n_y: int, seed: int = 0, scale: float = 0.5) -> Parameters:
    """Draw parameters of an LSTM, biases too, so that no gradient hides behind a zero.

    Args:
        n_x: Input size.
        n_h: Number of units.
        n_y: Number of classes.
        seed: Seed of the generator.
        scale: Standard deviation of every entry.

    Returns:
        For each g of f, i, c and o: `W_gh` `(n_h, n_h)`, `W_gx` `(n_h, n_x)` and `b_g` `(n_h,)`; and `W_yh`
        `(n_y, n_h)` and `b_y` `(n_y,)`; float64.

    Raises:
        ValueError: If a size is below 1.
    """
    output.check_sizes(n_x, n_h, n_y)
    return output.draw({**_shapes(n_x, n_h), "W_yh": (n_y, n_h), "b_y": (n_y,)}, seed, scale)


def from_keras(weights: Sequence[np.ndarray]) -> Parameters:
    """Parameters from the weights of a `keras.layers.LSTM`; there is no output layer among them.

    Args:
        weights: What `get_weights()` of the layer returns: `kernel`, `recurrent_kernel` and `bias`, the gates
            in the order i, f, c, o.

    Returns:
        For each g of f, i, c and o: `W_gh` `(n_h, n_h)`, `W_gx` `(n_h, n_x)` and `b_g` `(n_h,)`, float64.

    Raises:
        ValueError: If there are not three arrays, or a shape does not fit.
    """
    return output.gates_from_keras(weights, "ifco")


def forward(
    parameters: Mapping[str, np.ndarray],
    x: np.ndarray,
    h_0: np.ndarray | None = None,
    c_0: np.ndarray | None = None,
    mask: np.ndarray | None = None,
) -> Trace:
    """Run an LSTM over a batch of sequences.

    Args:
        parameters: As `init_parameters` returns them; without the output layer there are no logits.
        x: Inputs, `(m, T, n_x)`.
        h_0: State before the first step, `(m, n_h)`; zeros by default.
        c_0: Cell state before the first step, `(m, n_h)`; zeros by default.
        mask: `(m, T)`, booleans. Where it is false the step is left out: h and c are carried over unchanged.

    Returns:
        The trace: states and cell states `(m, T + 1, n_h)`, gates `(m, T, n_h)`, logits `(m, T, n_y)`.

    Raises:
        KeyError: If a parameter is missing.
        TypeError: If an array has another type than stated.
        ValueError: If a shape is wrong, `T` is 0, or a value is not finite.

    Reference:
        Hochreiter, S. and Schmidhuber, J. (1997), "Long short-term memory".
        Gers, F. A., Schmidhuber, J. and Cummins, F. (2000), "Learning to forget: continual prediction with
        LSTM", for the forget gate.
    """
    n_x, n_h = _check_parameters(parameters)
    m, T = check_sequences(x, n_x, mask)
    mask = np.ones((m, T), dtype=bool) if mask is None else mask  # (m, T)
    h, c = np.zeros((2, m, T + 1, n_h), dtype=x.dtype)  # (m, T + 1, n_h) each
    f, i, candidate, o = np.zeros((4, m, T, n_h), dtype=x.dtype)  # (m, T, n_h) each
    for name, states, first in (("h_0", h, h_0), ("c_0", c, c_0)):
        if first is not None:
            check_array(name, first, (m, n_h))
            states[:, 0] = first
    for t in range(T):
        z = {
            gate: h[:, t] @ parameters[f"W_{gate}h"].T
            + x[:, t] @ parameters[f"W_{gate}x"].T
            + parameters[f"b_{gate}"]
            for gate in GATES
        }  # (m, n_h) each
        f[:, t], i[:, t], o[:, t] = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"])
        candidate[:, t] = np.tanh(z["c"])
        steps = mask[:, t, None]  # (m, 1)
        c[:, t + 1] = np.where(steps, f[:, t] * c[:, t] + i[:, t] * candidate[:, t], c[:, t])
        h[:, t + 1] = np.where(steps, o[:, t] * np.tanh(c[:, t + 1]), h[:, t])
    return Trace(
        x=x,
        h=h,
        c=c,
        f=f,
        i=i,
        candidate=candidate,
        o=o,
        logits=output.logits(parameters, h[:, 1:]),
        mask=mask,
    )


def backward(parameters: Mapping[str, np.ndarray], trace: Trace, y: np.ndarray) -> Parameters:
    r"""Backpropagation through time: gradients of the loss, summed over steps and examples.

    Through $h_t = o_t \circ \tanh(c_t)$ the gradient of $h_t$ reaches $c_t$, and that of the step after is
    added to it:

    $$\frac{\partial L}{\partial c_t} = \frac{\partial L}{\partial h_t} \circ o_t \circ (1 - \tanh^2(c_t))
      + f_{t+1} \circ \frac{\partial L}{\partial c_{t+1}} .$$

    Args:
        parameters: The parameters of the forward pass.
        trace: The forward pass.
        y: True classes, integers, `(m, T)`.

    Returns:
        A gradient for each parameter, of the same shape.

    Raises:
        TypeError: If `y` does not hold integers.
        ValueError: If `y` does not fit, or there was no output layer.

    Reference:
        Greff, K. et al. (2017), "LSTM: a search space odyssey", appendix, which writes these sums out (with
        peepholes, which this network has not).
    """
    d_logits = output.logits_gradient(trace, y)  # (m, T, n_y)
    gradients = {name: np.zeros_like(array) for name, array in parameters.items()}
    gradients.update(output.output_gradients(trace, d_logits))

    dh_next, dc_next = np.zeros((2, *trace.h[:, 0].shape))  # (m, n_h) each: from the steps after t
    for t in reversed(range(trace.x.shape[1])):
        f, i, candidate, o = (gate[:, t] for gate in (trace.f, trace.i, trace.candidate, trace.o))  # (m, n_h)
        tanh_c = np.tanh(trace.c[:, t + 1])  # (m, n_h)
        dh = d_logits[:, t] @ parameters["W_yh"] + dh_next  # (m, n_h)
        dc = dc_next + dh * o * (1 - tanh_c**2)  # (m, n_h)
        dz = {
            "f": dc * trace.c[:, t] * f * (1 - f),
            "i": dc * candidate * i * (1 - i),
            "c": dc * i * (1 - candidate**2),
            "o": dh * tanh_c * o * (1 - o),
        }  # (m, n_h) each
        steps = trace.mask[:, t, None]  # (m, 1)
        dz = {gate: np.where(steps, slope, 0) for gate, slope in dz.items()}
        for gate, slope in dz.items():
            gradients[f"W_{gate}h"] += slope.T @ trace.h[:, t]  # (n_h, n_h)
            gradients[f"W_{gate}x"] += slope.T @ trace.x[:, t]  # (n_h, n_x)
            gradients[f"b_{gate}"] += slope.sum(axis=0)  # (n_h,)
        before = sum(slope @ parameters[f"W_{gate}h"] for gate, slope in dz.items())  # (m, n_h)
        dh_next = np.where(steps, before, dh)  # (m, n_h)
        dc_next = np.where(steps, dc * f, dc_next)  # (m, n_h)
    return gradients


def _shapes(n_x: int, n_h: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for gate in GATES:
        shapes |= {f"W_{gate}h": (n_h, n_h), f"W_{gate}x": (n_h, n_x), f"b_{gate}": (n_h,)}
    return shapes


def _check_parameters(parameters: Mapping[str, np.ndarray]) -> tuple[int, int]:
    """Sizes are read off W_fx and W_yh; everything else must agree with them."""
    n_h, n_x = output.sizes(parameters, "W_fx")
    check_parameters(parameters, {**_shapes(n_x, n_h), **output.shapes(parameters, n_h)})
    return n_x, n_h
