r"""The simple RNN in NumPy: forward, loss, and backpropagation through time, written out.

$$h_t = \tanh(W_{hh} h_{t-1} + W_{hx} x_t + b_h), \qquad \hat y_t = \mathrm{softmax}(W_{yh} h_t + b_y)$$
"""

from collections.abc import Mapping, Sequence

import numpy as np

from lib.reference import output
from lib.reference.checks import check_array, check_parameters, check_sequences
from lib.reference.output import Parameters, Trace
from lib.reference.output import loss as loss


def init_parameters(n_x: int, n_h: int, n_y: int, seed: int = 0, scale: float = 0.5) -> Parameters:
    """Draw parameters of a simple RNN, biases too, so that no gradient hides behind a zero.

    Args:
        n_x: Input size.
        n_h: Number of units.
        n_y: Number of classes.
        seed: Seed of the generator.
        scale: Standard deviation of every entry.

    Returns:
        `W_hh` `(n_h, n_h)`, `W_hx` `(n_h, n_x)`, `b_h` `(n_h,)`, `W_yh` `(n_y, n_h)` and `b_y` `(n_y,)`,
        float64.

    Raises:
        ValueError: If a size is below 1.
    """
    output.check_sizes(n_x, n_h, n_y)
    return output.draw({**_shapes(n_x, n_h), "W_yh": (n_y, n_h), "b_y": (n_y,)}, seed, scale)


def from_keras(weights: Sequence[np.ndarray]) -> Parameters:
    """Parameters from the weights of a `keras.layers.SimpleRNN`; there is no output layer among them.

    Args:
        weights: What `get_weights()` of the layer returns: `kernel`, `recurrent_kernel` and `bias`.

    Returns:
        `W_hh` `(n_h, n_h)`, `W_hx` `(n_h, n_x)` and `b_h` `(n_h,)`, float64.

    Raises:
        ValueError: If there are not three arrays, or a shape does not fit.
    """
    return output.gates_from_keras(weights, "h")


def forward(
    parameters: Mapping[str, np.ndarray],
    x: np.ndarray,
    h_0: np.ndarray | None = None,
    mask: np.ndarray | None = None,
) -> Trace:
    """Run a simple RNN over a batch of sequences.

    Args:
        parameters: As `init_parameters` returns them; without the output layer there are no logits.
        x: Inputs, `(m, T, n_x)`.
        h_0: State before the first step, `(m, n_h)`; zeros by default.
        mask: `(m, T)`, booleans. Where it is false the step is left out: the state is carried over unchanged.

    Returns:
        The trace, with states `(m, T + 1, n_h)` and logits `(m, T, n_y)`.

    Raises:
        KeyError: If a parameter is missing.
        TypeError: If an array has another type than stated.
        ValueError: If a shape is wrong, `T` is 0, or a value is not finite.

    Reference:
        Elman, J. L. (1990), "Finding structure in time".
    """
    n_x, n_h = _check_parameters(parameters)
    m, T = check_sequences(x, n_x, mask)
    mask = np.ones((m, T), dtype=bool) if mask is None else mask  # (m, T)
    h = np.zeros((m, T + 1, n_h), dtype=x.dtype)  # (m, T + 1, n_h)
    if h_0 is not None:
        check_array("h_0", h_0, (m, n_h))
        h[:, 0] = h_0
    for t in range(T):
        z = h[:, t] @ parameters["W_hh"].T + x[:, t] @ parameters["W_hx"].T + parameters["b_h"]  # (m, n_h)
        h[:, t + 1] = np.where(mask[:, t, None], np.tanh(z), h[:, t])
    return Trace(x=x, h=h, logits=output.logits(parameters, h[:, 1:]), mask=mask)


def backward(
    parameters: Mapping[str, np.ndarray], trace: Trace, y: np.ndarray, window: int | None = None
) -> Parameters:
    r"""Backpropagation through time: gradients of the loss, summed over steps and examples.

    With $\delta_t = \partial L / \partial z_t$ and $z_t$ the argument of tanh,

    $$\delta_t = (W_{yh}^T (\hat y_t - y_t) + W_{hh}^T \delta_{t+1}) \circ (1 - h_t^2), \qquad
      \frac{\partial L}{\partial W_{hh}} = \sum_t \delta_t h_{t-1}^T .$$

    Args:
        parameters: The parameters of the forward pass.
        trace: The forward pass.
        y: True classes, integers, `(m, T)`.
        window: Truncated backpropagation: cut the sequence into windows of this many steps, and let no
            gradient cross from one to the window before. `None` cuts nowhere.

    Returns:
        A gradient for each parameter, of the same shape.

    Raises:
        ValueError: If `window` is below 1, or `y` does not fit.

    Reference:
        Werbos, P. J. (1990), "Backpropagation through time: what it does and how to do it".
        Williams, R. J. and Peng, J. (1990), "An efficient gradient-based algorithm for on-line training of
        recurrent network trajectories", for the general truncated form; windows that do not overlap are its
        case h = h'.
    """
    if window is not None and window < 1:
        raise ValueError(f"window must be at least 1 step, got {window}")
    d_logits = output.logits_gradient(trace, y)  # (m, T, n_y)
    gradients = {name: np.zeros_like(array) for name, array in parameters.items()}
    gradients.update(output.output_gradients(trace, d_logits))

    dh_next = np.zeros_like(trace.h[:, 0])  # (m, n_h): from the steps after t
    for t in reversed(range(trace.x.shape[1])):
        if window is not None and (t + 1) % window == 0:
            dh_next = np.zeros_like(dh_next)
        dh = d_logits[:, t] @ parameters["W_yh"] + dh_next  # (m, n_h)
        steps = trace.mask[:, t, None]  # (m, 1)
        dz = np.where(steps, dh * (1 - trace.h[:, t + 1] ** 2), 0)  # (m, n_h)
        gradients["W_hh"] += dz.T @ trace.h[:, t]  # (n_h, n_h)
        gradients["W_hx"] += dz.T @ trace.x[:, t]  # (n_h, n_x)
        gradients["b_h"] += dz.sum(axis=0)  # (n_h,)
        dh_next = np.where(steps, dz @ parameters["W_hh"], dh)  # (m, n_h)
    return gradients


def _shapes(n_x: int, n_h: int) -> dict[str, tuple[int, ...]]:
    return {"W_hh": (n_h, n_h), "W_hx": (n_h, n_x), "b_h": (n_h,)}


def _check_parameters(parameters: Mapping[str, np.ndarray]) -> tuple[int, int]:
    """Sizes are read off W_hx and W_yh; everything else must agree with them."""
    n_h, n_x = output.sizes(parameters, "W_hx")
    check_parameters(parameters, {**_shapes(n_x, n_h), **output.shapes(parameters, n_h)})
    return n_x, n_h
