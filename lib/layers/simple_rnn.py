"""The simple RNN as a Keras cell."""

from typing import Any

import keras
from keras import ops

from lib.layers.recurrent import RecurrentCell


@keras.saving.register_keras_serializable(package="unrolled")
class SimpleRNNCell(RecurrentCell):
    r"""One step of a simple RNN: the new state is computed from the old one and from one element.

    $$h_t = g(W_{hh} h_{t-1} + W_{hx} x_t + b_h)$$

    Wrap it in `keras.layers.RNN` for whole sequences; masks, `return_sequences`, `stateful` and
    `Bidirectional` then come from there. The weights have Keras' names and layout, so they can be copied
    to and from `keras.layers.SimpleRNN`: `kernel` is the transpose of W_hx, `(n_x, n_h)`, and
    `recurrent_kernel` that of W_hh, `(n_h, n_h)`.

    Args:
        units: Number of units `n_h`.
        **kwargs: Activation g, bias and initialisers, as for `RecurrentCell`.

    Call arguments:
        inputs: `(m, n_x)`, the elements at step t of m sequences.
        states: List of one tensor, `(m, n_h)`: h at step t-1.

    Returns:
        `h_t` as output, `(m, n_h)`, and `[h_t]` as the next states.

    Raises:
        ValueError: As for `RecurrentCell`.

    Example:
        >>> layer = keras.layers.RNN(SimpleRNNCell(4), return_sequences=True)
        >>> layer.compute_output_shape((2, 5, 3))
        (2, 5, 4)

    Reference:
        Elman, J. L. (1990), "Finding structure in time".
    """

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        n_x, n_h = self.input_size(input_shape), self.units
        self.kernel = self.add_weight((n_x, n_h), self.kernel_initializer, name="kernel")
        self.recurrent_kernel = self.add_weight(
            (n_h, n_h), self.recurrent_initializer, name="recurrent_kernel"
        )
        if self.use_bias:
            self.bias = self.add_weight((n_h,), self.bias_initializer, name="bias")

    def call(self, inputs: Any, states: list[Any], training: bool = False) -> tuple[Any, list[Any]]:
        z = ops.matmul(inputs, self.kernel) + ops.matmul(states[0], self.recurrent_kernel)  # (m, n_h)
        if self.use_bias:
            z = z + self.bias  # (m, n_h)
        h = self.activation(z)  # (m, n_h)
        return h, [h]
