"""The LSTM as a Keras cell."""

from typing import Any

import keras
from keras import ops

from lib.layers.recurrent import GatedCell


@keras.saving.register_keras_serializable(package="unrolled")
class LSTMCell(GatedCell):
    r"""One step of an LSTM: gates decide what the cell state keeps, what is added to it, and what is shown.

    $$f_t, i_t, o_t = \sigma(W_{\cdot h} h_{t-1} + W_{\cdot x} x_t + b_\cdot), \qquad
      \tilde c_t = g(W_{ch} h_{t-1} + W_{cx} x_t + b_c)$$

    $$c_t = f_t \circ c_{t-1} + i_t \circ \tilde c_t, \qquad h_t = o_t \circ g(c_t)$$

    Wrap it in `keras.layers.RNN` for whole sequences; masks, `return_sequences`, `stateful` and
    `Bidirectional` then come from there. The weights have Keras' names and layout, so they can be copied
    to and from `keras.layers.LSTM`: in `kernel`, `(n_x, 4 n_h)`, `recurrent_kernel`, `(n_h, 4 n_h)`, and
    `bias`, `(4 n_h,)`, input gate, forget gate, candidate and output gate lie side by side, in this order.

    Args:
        units: Number of units `n_h`.
        unit_forget_bias: Whether the bias of the forget gate begins at 1, so that a new cell remembers.
        **kwargs: `recurrent_activation`, the function of the gates, and the activation g, bias and
            initialisers, as for `RecurrentCell`.

    Call arguments:
        inputs: `(m, n_x)`, the elements at step t of m sequences.
        states: List of two tensors, `(m, n_h)` each: h and c at step t-1.

    Returns:
        `h_t` as output, `(m, n_h)`, and `[h_t, c_t]` as the next states.

    Raises:
        ValueError: As for `RecurrentCell`.

    Example:
        >>> layer = keras.layers.RNN(LSTMCell(4), return_sequences=True)
        >>> layer.compute_output_shape((2, 5, 3))
        (2, 5, 4)

    Reference:
        Hochreiter, S. and Schmidhuber, J. (1997), "Long short-term memory".
        Gers, F. A., Schmidhuber, J. and Cummins, F. (2000), "Learning to forget: continual prediction with
        LSTM", for the forget gate.
        Jozefowicz, R., Zaremba, W. and Sutskever, I. (2015), "An empirical exploration of recurrent network
        architectures", for its bias.
    """

    def __init__(self, units: int, unit_forget_bias: bool = True, **kwargs: Any) -> None:
        super().__init__(units, **kwargs)
        self.unit_forget_bias = unit_forget_bias
        self.state_size = [units, units]

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        self.add_kernels(input_shape, gates=4)
        if self.use_bias:
            self.bias = self.add_weight((4 * self.units,), self._initial_bias, name="bias")

    def call(self, inputs: Any, states: list[Any], training: bool = False) -> tuple[Any, list[Any]]:
        h, c = states  # (m, n_h) each
        z = ops.matmul(inputs, self.kernel) + ops.matmul(h, self.recurrent_kernel)  # (m, 4 n_h)
        if self.use_bias:
            z = z + self.bias  # (m, 4 n_h)
        z_i, z_f, z_c, z_o = ops.split(z, 4, axis=-1)  # (m, n_h) each
        i, f = self.recurrent_activation(z_i), self.recurrent_activation(z_f)  # (m, n_h) each
        c = f * c + i * self.activation(z_c)  # (m, n_h)
        h = self.recurrent_activation(z_o) * self.activation(c)  # (m, n_h)
        return h, [h, c]

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "unit_forget_bias": self.unit_forget_bias}

    def _initial_bias(self, shape: tuple[int, ...], dtype: str | None = None) -> Any:
        if not self.unit_forget_bias:
            return self.bias_initializer(shape, dtype=dtype)
        n_h = self.units
        i, f = self.bias_initializer((n_h,), dtype=dtype), ops.ones((n_h,), dtype=dtype)  # (n_h,) each
        candidate_and_o = self.bias_initializer((2 * n_h,), dtype=dtype)  # (2 n_h,)
        return ops.concatenate([i, f, candidate_and_o])  # (4 n_h,)
