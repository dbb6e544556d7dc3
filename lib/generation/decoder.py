"""A recurrent Keras model as a language model: one step at a time, its state handed from step to step."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

import keras
import numpy as np
from keras import ops

from lib._arguments import check_at_least, check_range, integer_row
from lib.generation.distributions import log_softmax

_TRIAL_STEPS = 5


class Decoder:
    """Runs a recurrent Keras model token by token, as a `LanguageModel`.

    The model is built anew for a single step, with the states of its recurrent layers as inputs and outputs:
    reading a token costs the same wherever it stands in the text. The layers are the model's own, so what is
    trained later counts at once. A text begins at the initial states of the cells (zeros, unless a cell
    learns them), also if the layers are stateful: what they carry is neither used nor changed.

    Any cell will do, ours, Keras' or stacked ones, and around it whatever treats each step by itself. Whether
    nothing else is there is tried out on a random text.

    Args:
        model: A functional or Sequential Keras model from ids `(m, T)` to logits or probabilities
            `(m, T, v)`, over the same vocabulary.
        from_logits: Whether it gives logits; None finds out, by whether what it gives sums to 1.

    Attributes:
        v: Size of the vocabulary.

    Raises:
        ValueError: If the model is no such model; if a recurrent layer reads backwards, does not return
            sequences, is used twice, lies in a model within the model, or begins at a state that the model
            computes; or if another layer mixes steps, such as `Bidirectional`, a convolution or attention.

    Example:
        >>> decoder = Decoder(recurrent_language_model(v=100, units=64))
        >>> log_p, state = decoder.step(np.array([3, 5]), decoder.start(2))  # (2, v) and arrays of two rows
    """

    def __init__(self, model: keras.Model, from_logits: bool | None = None) -> None:
        _check_model(model)
        self.v = int(model.outputs[0].shape[-1])
        self._recurrent = _recurrent_layers(model)
        self._model = _one_step_model(model, self._recurrent)
        outputs = self._on_trial(model)  # (m, T, v)
        self._from_logits = not _are_probabilities(outputs) if from_logits is None else from_logits

    def start(self, m: int) -> list[np.ndarray]:
        """The states of m texts before their first token: arrays of m rows."""
        check_at_least("m", m)
        return [part for recurrent in self._recurrent for part in recurrent.start(m)]

    def step(self, ids: np.ndarray, state: list[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
        """Read one token of each text.

        Args:
            ids: `(m,)`, from 0 to `v - 1`.
            state: What `start` or the step before returned.

        Returns:
            Log probabilities of the next token, `(m, v)` float64, and the next state.

        Raises:
            ValueError: If there is not one id for each text, or one is not in the vocabulary.
        """
        row = integer_row("ids", ids)  # (m,)
        check_range("ids", row, self.v)
        if state and len(row) != len(state[0]):
            raise ValueError(f"ids must hold a token for each of the {len(state[0])} texts, got {len(row)}")
        outputs, after = self._read(row, state)  # (m, v)
        if self._from_logits:
            return log_softmax(outputs), after
        return np.log(outputs, out=np.full_like(outputs, -np.inf), where=outputs > 0), after

    def select(self, state: list[np.ndarray], rows: np.ndarray) -> list[np.ndarray]:
        """The states of some of the texts, `(n,)` rows; one may stand there more than once."""
        return [part[rows] for part in state]

    def _read(self, ids: np.ndarray, state: list[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
        """What the model gives for one token of each text, `(m, v)` float64, and the next state."""
        results = self._model.predict_on_batch([ids[:, None], *state])
        outputs, *after = keras.tree.flatten(results)  # (m, 1, v), and an array a state
        return np.asarray(outputs, dtype=np.float64)[:, 0], after

    def _on_trial(self, model: keras.Model) -> np.ndarray:
        """What the model gives for random texts, `(m, T, v)`; a ValueError if step by step it differs."""
        m, T = (size or other for size, other in zip(model.inputs[0].shape, (2, _TRIAL_STEPS), strict=True))
        # No padding among them, id 0: cuDNN takes none before a token.
        ids = np.random.default_rng(0).integers(min(1, self.v - 1), self.v, (m, T))  # (m, T)
        whole = _whole_pass(model, ids)  # (m, T, v)
        stepped, state = np.empty_like(whole), self.start(m)
        for t in range(T):
            stepped[:, t], state = self._read(ids[:, t], state)
        tolerance = 1e-4 if model.compute_dtype == "float32" else 5e-2
        if not np.allclose(stepped, whole, rtol=0, atol=tolerance * np.abs(whole).max()):
            kinds = sorted({type(layer).__name__ for layer in model.layers} - {"InputLayer"})
            raise ValueError(
                f"{model.name} cannot run step by step: in a whole text it gives other answers. Only "
                f"recurrent layers that read forwards may mix steps, and it has {', '.join(kinds)}"
            )
        return whole


class _OneStep(keras.layers.Layer):
    """One step of a recurrent layer, with the layer's own cell."""

    def __init__(self, layer: keras.layers.RNN) -> None:
        super().__init__(dtype=layer.dtype_policy)
        self.cell, self.zero_output_for_mask = layer.cell, layer.zero_output_for_mask
        self._pack = partial(keras.tree.pack_sequence_as, _plain(layer.state_size))
        self.supports_masking = True
        self.built = True  # its cell is

    def call(self, sequences: Any, before: list[Any], mask: Any = None) -> list[Any]:
        """From `(m, 1, d)`, and states and output before: output `(m, 1, n_h)`, states and output after."""
        *states, shown = before  # (m, n_h) each
        output, after = self.cell(sequences[:, 0], self._pack(states))  # (m, n_h)
        after = keras.tree.flatten(after)
        if mask is not None:  # (m, 1): where it is false, nothing happens, and the output is shown again
            after = [ops.where(mask, new, old) for new, old in zip(after, states, strict=True)]
            output = ops.where(mask, output, ops.zeros_like(shown) if self.zero_output_for_mask else shown)
        return [output[:, None], *after, output]


class _Recurrent:
    """A recurrent layer of the model, and how it takes one step."""

    def __init__(self, layer: keras.layers.RNN) -> None:
        self.layer, self.step = layer, _OneStep(layer)
        self.units = layer.output.shape[-1]
        sizes = [*keras.tree.flatten(layer.state_size), self.units]
        self.before = [keras.Input((size,), dtype=layer.compute_dtype) for size in sizes]  # (m, size) each
        self.after: list[Any] = []

    def start(self, m: int) -> list[np.ndarray]:
        """States and output before the first token, `(m, size)` each."""
        states = keras.tree.flatten(self.layer.get_initial_state(m))
        arrays = [np.array(ops.convert_to_numpy(state)) for state in states]  # (m, n_h) each
        return [*arrays, np.zeros((m, self.units), dtype=arrays[0].dtype)]

    def __call__(self, sequences: Any, initial_state: Any = None, mask: Any = None, **_: Any) -> Any:
        """Symbolically, in place of the layer."""
        if initial_state is not None:
            raise ValueError(f"{self.layer.name} begins at a state that the model computes")
        if self.after:
            raise ValueError(f"{self.layer.name} is used twice")
        output, *self.after = self.step(sequences, self.before, mask=mask)
        return output


def _plain(structure: Any) -> Any:
    """Lists instead of the lists that Keras tracks."""
    return [_plain(part) for part in structure] if isinstance(structure, list | tuple) else structure


def _check_model(model: keras.Model) -> None:
    if not isinstance(model, keras.Model) or not getattr(model, "inputs", None):
        raise ValueError(
            f"model must be a functional Keras model, or a Sequential one with its Input, got {model!r}"
        )
    inputs, outputs = ([tensor.shape for tensor in each] for each in (model.inputs, model.outputs))
    if [len(shape) for shape in inputs] != [2] or [len(shape) for shape in outputs] != [3]:
        raise ValueError(
            f"{model.name} must take ids (m, T) and give logits or probabilities (m, T, v), one answer a "
            f"step; it takes {inputs} and gives {outputs}"
        )


def _recurrent_layers(model: keras.Model) -> list[_Recurrent]:
    for layer in model.layers:
        if isinstance(layer, keras.Model) and any(
            isinstance(part, keras.layers.RNN) for part in layer.layers
        ):
            raise ValueError(f"{layer.name} is a model with a recurrent layer: make one model of all layers")
    layers = [layer for layer in model.layers if isinstance(layer, keras.layers.RNN)]
    for layer in layers:
        if layer.go_backwards:
            raise ValueError(f"{layer.name} reads backwards: what comes is not there yet")
        if not layer.return_sequences:
            raise ValueError(f"{layer.name} must have return_sequences=True: one output a step")
    return [_Recurrent(layer) for layer in layers]


def _one_step_model(model: keras.Model, recurrent: Sequence[_Recurrent]) -> keras.Model:
    """The model for a single step, over the same layers: ids and states to outputs and states."""
    by_name = {each.layer.name: each for each in recurrent}

    def call(layer: Any, *args: Any, **kwargs: Any) -> Any:
        return by_name.get(layer.name, layer)(*args, **kwargs)

    ids = keras.Input((1,), dtype=model.inputs[0].dtype)
    before = list(chain(*(each.before for each in recurrent)))
    whole = keras.Model([*model.inputs, *before], model.outputs[0])
    try:
        step = keras.models.clone_model(whole, [ids, *before], clone_function=_itself, call_function=call)
    except ValueError as error:
        raise ValueError(f"{model.name} cannot run step by step: {error}") from error
    return keras.Model([ids, *before], [step.outputs[0], *chain(*(each.after for each in recurrent))])


def _itself(layer: Any) -> Any:
    return layer


def _whole_pass(model: keras.Model, ids: np.ndarray) -> np.ndarray:
    """What the model gives for texts, `(m, T, v)`, from the initial states; carried states are put back."""
    stateful = [layer for layer in model.layers if getattr(layer, "stateful", False)]
    carried = [
        (part, ops.copy(part.value)) for layer in stateful for part in keras.tree.flatten(layer.states)
    ]
    for layer in stateful:
        layer.reset_state()
    outputs = ops.convert_to_numpy(model(ids, training=False))  # (m, T, v)
    for variable, value in carried:
        variable.assign(value)
    return np.asarray(outputs, dtype=np.float64)


def _are_probabilities(outputs: np.ndarray) -> bool:
    return bool((outputs >= 0).all() and np.allclose(outputs.sum(axis=-1), 1, atol=1e-2))
