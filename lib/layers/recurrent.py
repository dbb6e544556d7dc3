"""What all recurrent cells share."""

from typing import Any

import keras

from lib._arguments import check_at_least


class RecurrentCell(keras.Layer):
    """Base of the cells: keeps their settings and checks what they are fed; a cell adds `build` and `call`.

    A cell with more than one state lists the size of each in `state_size`, after this constructor.

    Args:
        units: Number of units `n_h`.
        activation: The function g, by its Keras name.
        use_bias: Whether there is a bias.
        kernel_initializer: For the weights that meet the inputs.
        recurrent_initializer: For the weights that meet the state.
        bias_initializer: For the bias.

    Raises:
        ValueError: If `units` is not a whole number of at least 1, or inputs or states do not fit in shape.
            (A length or a mask that does not fit is for `keras.layers.RNN` to refuse: a cell sees one step.
            NaN goes through, as in every Keras layer; the functions of `lib.reference` refuse it.)
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
        check_at_least("units", units)
        self.units = units
        self.activation = keras.activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = keras.initializers.get(kernel_initializer)
        self.recurrent_initializer = keras.initializers.get(recurrent_initializer)
        self.bias_initializer = keras.initializers.get(bias_initializer)
        self.state_size = [units]
        self.output_size = units

    def __call__(self, inputs: Any, states: list[Any], **kwargs: Any) -> Any:
        """One step, as Keras calls it; the shapes of the states are checked, since others would broadcast."""
        shapes = [tuple(state.shape) for state in states]
        expected = [(inputs.shape[0], size) for size in self.state_size]
        if len(shapes) != len(expected) or not all(map(_fits, shapes, expected)):
            raise ValueError(f"states must have the shapes {expected} (m, n_h), got {shapes}")
        return super().__call__(inputs, states, **kwargs)

    def input_size(self, input_shape: tuple[int | None, ...]) -> int:
        """The size `n_x` of the inputs that the cell is built for; other inputs are refused from then on."""
        if len(input_shape) != 2 or not input_shape[-1]:
            raise ValueError(
                f"inputs of a cell must have shape (m, n_x), got {tuple(input_shape)}; "
                "wrap the cell in keras.layers.RNN for sequences (m, T, n_x)"
            )
        self.input_spec = keras.layers.InputSpec(ndim=2, axes={-1: input_shape[-1]})
        return input_shape[-1]

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


class GatedCell(RecurrentCell):
    """Base of the cells with gates: their weights lie side by side, so that one product a side computes all.

    Args:
        units: Number of units `n_h`.
        recurrent_activation: The function of the gates, by its Keras name.
        **kwargs: As for `RecurrentCell`.

    Raises:
        ValueError: As for `RecurrentCell`.
    """

    def __init__(self, units: int, recurrent_activation: str = "sigmoid", **kwargs: Any) -> None:
        super().__init__(units, **kwargs)
        self.recurrent_activation = keras.activations.get(recurrent_activation)

    def add_kernels(self, input_shape: tuple[int | None, ...], gates: int) -> None:
        """Add `kernel`, `(n_x, gates n_h)`, and `recurrent_kernel`, `(n_h, gates n_h)`."""
        n_x, n_h = self.input_size(input_shape), self.units
        self.kernel = self.add_weight((n_x, gates * n_h), self.kernel_initializer, name="kernel")
        self.recurrent_kernel = self.add_weight(
            (n_h, gates * n_h), self.recurrent_initializer, name="recurrent_kernel"
        )

    def get_config(self) -> dict[str, Any]:
        name = keras.activations.serialize(self.recurrent_activation)
        return {**super().get_config(), "recurrent_activation": name}


def _fits(shape: tuple[int | None, ...], expected: tuple[int | None, ...]) -> bool:
    """Whether two shapes are the same where both are known: in a graph the number of examples is not."""
    return len(shape) == len(expected) and all(
        None in (size, other) or size == other for size, other in zip(shape, expected, strict=True)
    )
