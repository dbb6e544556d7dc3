"""The simple RNN as a Keras cell."""

from typing import Any

import keras
from keras import ops


class SimpleRNNCell(keras.Layer):
    r"""One step of a simple RNN.

    $$h_t = g(W_{hh} h_{t-1} + W_{hx} x_t + b_h)$$

    Wrap it in `keras.layers.RNN` for whole sequences; masks, `return_sequences`, `stateful` and
    `Bidirectional` then come from there. The weights have Keras' names and layout, so they can be copied
    to and from `keras.layers.SimpleRNN`: `kernel` is the transpose of W_hx, `recurrent_kernel` that of W_hh.

    Args:
        units: Number of units `n_h`.
        activation: The function g.
        use_bias: Whether there is a b_h.
        kernel_initializer: For `kernel`, `(n_x, n_h)`.
        recurrent_initializer: For `recurrent_kernel`, `(n_h, n_h)`.
        bias_initializer: For `bias`, `(n_h,)`.

    Call arguments:
        inputs: `(m, n_x)`, the elements at step t of m sequences.
        states: List of one tensor, `(m, n_h)`: h at step t-1.

    Returns:
        `h_t` as output, `(m, n_h)`, and `[h_t]` as the next states.

    Raises:
        TypeError: If the inputs are not floats.
        ValueError: If `units` is below 1, the inputs are not of shape `(m, n_x)`, or the state is not of
            shape `(m, n_h)`. (A length or a mask that does not fit is for `keras.layers.RNN` to refuse: a
            cell sees one step. NaN goes through, as in every Keras layer; `lib.reference.forward` refuses
            it.)

    Reference:
        Elman, J. L. (1990), "Finding structure in time".
    """

    def __init__(
        self,
        units: int,
        activation: str = "tanh",
        use_bias: bool = True,
        kernel_initializer: str | keras.Initializer = "glorot_uniform",
        recurrent_initializer: str | keras.Initializer = "orthogonal",
        bias_initializer: str | keras.Initializer = "zeros",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not isinstance(units, int) or units < 1:
            raise ValueError(f"units must be a whole number of at least 1, got {units!r}")
        self.units = units
        self.activation = keras.activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.recurrent_initializer = keras.initializers.get(recurrent_initializer)
        self.bias_initializer = keras.initializers.get(bias_initializer)
        self.state_size = units
        self.output_size = units

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        if len(input_shape) != 2 or not input_shape[-1]:
            raise ValueError(
                f"inputs of a cell must have shape (m, n_x), got {tuple(input_shape)}; "
                "wrap the cell in keras.layers.RNN for sequences (m, T, n_x)"
            )
        n_x = input_shape[-1]
        self.kernel = self.add_weight(
            shape=(n_x, self.units), initializer=self.kernel_initializer, name="kernel"
        )
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, self.units), initializer=self.recurrent_initializer, name="recurrent_kernel"
        )
        if self.use_bias:
            self.bias = self.add_weight(shape=(self.units,), initializer=self.bias_initializer, name="bias")

    def call(self, inputs: Any, states: list[Any], training: bool = False) -> tuple[Any, list[Any]]:
        self._check(inputs, states[0])
        z = ops.matmul(inputs, self.kernel) + ops.matmul(states[0], self.recurrent_kernel)  # (m, n_h)
        if self.use_bias:
            z = z + self.bias  # (m, n_h)
        h = self.activation(z)  # (m, n_h)
        return h, [h]

    def _check(self, inputs: Any, state: Any) -> None:
        n_x = self.kernel.shape[0]
        if len(inputs.shape) != 2 or inputs.shape[-1] != n_x:
            raise ValueError(f"inputs must have shape (m, {n_x}), got {tuple(inputs.shape)}")
        if len(state.shape) != 2 or state.shape[-1] != self.units:
            raise ValueError(f"states must hold one of shape (m, {self.units}), got {tuple(state.shape)}")
        if not keras.backend.is_float_dtype(inputs.dtype):
            raise TypeError(f"inputs must be floats, got {keras.backend.standardize_dtype(inputs.dtype)}")

    def get_config(self) -> dict[str, Any]:
        return {
            **super().get_config(),
            "units": self.units,
            "activation": keras.activations.serialize(self.activation),
            "use_bias": self.use_bias,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
            "recurrent_initializer": keras.initializers.serialize(self.recurrent_initializer),
            "bias_initializer": keras.initializers.serialize(self.bias_initializer),
        }
