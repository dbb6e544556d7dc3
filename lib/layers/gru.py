"""The GRU as a Keras cell."""

from typing import Any

import keras
from keras import ops

from lib.layers.recurrent import GatedCell


@keras.saving.register_keras_serializable(package="unrolled")
class GRUCell(GatedCell):
    r"""One step of a GRU: a gate mixes the old state with a new value, another resets what that value sees.

    $$z_t, r_t = \sigma(W_{\cdot h} h_{t-1} + W_{\cdot x} x_t + b_\cdot), \qquad
      h_t = z_t \circ h_{t-1} + (1 - z_t) \circ \tilde h_t$$

    With `reset_after` the reset gate acts after the matrix product, otherwise before it, on the state:

    $$\tilde h_t = g(W_{cx} x_t + b_c + r_t \circ (W_{ch} h_{t-1} + b_{ch})) \qquad \text{or} \qquad
      \tilde h_t = g(W_{cx} x_t + b_c + W_{ch} (r_t \circ h_{t-1}))$$

    Wrap it in `keras.layers.RNN` for whole sequences; masks, `return_sequences`, `stateful` and
    `Bidirectional` then come from there. The weights have Keras' names and layout, so they can be copied
    to and from `keras.layers.GRU`: in `kernel`, `(n_x, 3 n_h)`, `recurrent_kernel`, `(n_h, 3 n_h)`, and
    `bias` update gate, reset gate and candidate lie side by side, in this order. The bias is `(3 n_h,)`, or
    with `reset_after` `(2, 3 n_h)`: a row for the inputs, a row for the state.

    Args:
        units: Number of units `n_h`.
        reset_after: Whether the reset gate acts after the matrix product, the form that cuDNN computes.
        **kwargs: `recurrent_activation`, the function of the gates, and the activation g, bias and
            initialisers, as for `RecurrentCell`.

    Call arguments:
        inputs: `(m, n_x)`, the elements at step t of m sequences.
        states: List of one tensor, `(m, n_h)`: h at step t-1.

    Returns:
        `h_t` as output, `(m, n_h)`, and `[h_t]` as the next states.

    Raises:
        ValueError: As for `RecurrentCell`.

    Example:
        >>> layer = keras.layers.RNN(GRUCell(4), return_sequences=True)
        >>> layer.compute_output_shape((2, 5, 3))
        (2, 5, 4)

    Reference:
        Cho, K. et al. (2014), "Learning phrase representations using RNN encoder-decoder for statistical
        machine translation".
    """

    def __init__(self, units: int, reset_after: bool = True, **kwargs: Any) -> None:
        super().__init__(units, **kwargs)
        self.reset_after = reset_after

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        self.add_kernels(input_shape, gates=3)
        if self.use_bias:
            shape = (2, 3 * self.units) if self.reset_after else (3 * self.units,)
            self.bias = self.add_weight(shape, self.bias_initializer, name="bias")

    def call(self, inputs: Any, states: list[Any], training: bool = False) -> tuple[Any, list[Any]]:
        h = states[0]  # (m, n_h)
        from_x = ops.matmul(inputs, self.kernel)  # (m, 3 n_h)
        if self.use_bias:
            from_x = from_x + (self.bias[0] if self.reset_after else self.bias)  # (m, 3 n_h)
        x_z, x_r, x_c = ops.split(from_x, 3, axis=-1)  # (m, n_h) each
        if self.reset_after:
            from_h = ops.matmul(h, self.recurrent_kernel)  # (m, 3 n_h)
            if self.use_bias:
                from_h = from_h + self.bias[1]  # (m, 3 n_h)
            h_z, h_r, h_c = ops.split(from_h, 3, axis=-1)  # (m, n_h) each
            r = self.recurrent_activation(x_r + h_r)  # (m, n_h)
            candidate = self.activation(x_c + r * h_c)  # (m, n_h)
        else:
            gates, kernel_c = ops.split(self.recurrent_kernel, [2 * self.units], axis=-1)
            h_z, h_r = ops.split(ops.matmul(h, gates), 2, axis=-1)  # (m, n_h) each
            r = self.recurrent_activation(x_r + h_r)  # (m, n_h)
            candidate = self.activation(x_c + ops.matmul(r * h, kernel_c))  # (m, n_h)
        z = self.recurrent_activation(x_z + h_z)  # (m, n_h)
        h = z * h + (1 - z) * candidate  # (m, n_h)
        return h, [h]

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "reset_after": self.reset_after}
