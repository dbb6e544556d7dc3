"""Language models: what may come next, at every step of a text."""

from collections.abc import Callable
from typing import Any

import keras
from keras import ops

from lib._arguments import check_at_least


@keras.saving.register_keras_serializable(package="unrolled")
class OneHot(keras.layers.Layer):
    """One-hot vectors of ids: what a recurrent layer without an embedding reads.

    No parameters. The ids must lie between 0 and `v - 1`: others give zeros.

    Args:
        v: Size of the vocabulary.
        mask_zero: Whether id 0 is padding and is masked.

    Input shape:
        `(m, T)` ids.

    Output shape:
        `(m, T, v)`.

    Raises:
        ValueError: If `v` is below 1.
    """

    def __init__(self, v: int, mask_zero: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        check_at_least("v", v)
        self.v, self.mask_zero = v, mask_zero
        self.supports_masking = True

    def call(self, inputs: Any) -> Any:
        return ops.one_hot(ops.cast(inputs, "int32"), self.v, dtype=self.compute_dtype)  # (m, T, v)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        return ops.not_equal(inputs, 0) if self.mask_zero else None  # (m, T)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        return (*input_shape, self.v)

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "v": self.v, "mask_zero": self.mask_zero}


def recurrent_language_model(
    v: int,
    units: int,
    d: int | None = None,
    depth: int = 1,
    layer: Callable[..., keras.layers.RNN] = keras.layers.LSTM,
    *,
    dropout: float = 0.0,
    mask: bool = True,
    batch_size: int | None = None,
    stateful: bool = False,
) -> keras.Model:
    """A recurrent network that says after each token what the next may be, as logits.

    It learns from every position at once: give it texts without their last token, and as labels the same
    texts without their first, with `next_token_loss`. There is no softmax at the end: the loss is more exact
    on logits, and temperatures act on them.

    `v·d` parameters in the embedding, if there is one, `n_h·v + v` in the output; between them a first LSTM
    has `4(n_h·(n_h + n_x) + n_h)` with n_x = d, or n_x = v without an embedding, and each above it
    `4(2·n_h² + n_h)`.

    Args:
        v: Size of the vocabulary.
        units: Number of units n_h of each recurrent layer.
        d: Size of the embedding; None feeds one-hot vectors.
        depth: Number of recurrent layers.
        layer: Makes a recurrent layer from its number of units and `return_sequences`, as
            `keras.layers.LSTM` does; for a cell of ours
            `lambda units, **kwargs: keras.layers.RNN(GRUCell(units), **kwargs)`.
        dropout: Share of the numbers that are set to zero while training: before the first recurrent layer if
            there is an embedding, between the layers, and after the last.
        mask: Whether id 0 is padding, which no state reads. False if it is a token like any other, as in one
            long stream of text.
        batch_size: Number of texts in every batch; None for any.
        stateful: Whether a batch begins at the states in which the batch before it ended, row by row. It
            needs `batch_size`; `ResetStates` begins each epoch anew. In `fit` and `evaluate` Keras carries
            states on TensorFlow alone: on JAX each batch begins at zeros.

    Input shape:
        `(m, T)` ids, any T.

    Output shape:
        `(m, T, v)` logits.

    Raises:
        ValueError: If a size is below 1, or `stateful` comes without `batch_size`.

    Example:
        >>> recurrent_language_model(v=57, units=128).count_params()  # 4(128 · 185 + 128) + 128 · 57 + 57
        102585
        >>> model.compile("adam", next_token_loss())
        >>> model.fit(ids[:, :-1], ids[:, 1:])

    Reference:
        Mikolov, T. et al. (2010), "Recurrent neural network based language model".
        Zaremba, W., Sutskever, I. and Vinyals, O. (2014), "Recurrent neural network regularization", for
        where the dropout stands.
    """
    sizes = {"v": v, "units": units, "depth": depth, "d": d, "batch_size": batch_size}
    for name, size in sizes.items():
        if size is not None or name not in ("d", "batch_size"):
            check_at_least(name, size)
    if stateful and batch_size is None:
        raise ValueError("stateful needs batch_size: each row of a batch goes on where it ended before")
    ids = keras.Input(batch_shape=(batch_size, None), dtype="int32", name="ids")  # (m, T)
    if d is None:
        h = OneHot(v, mask_zero=mask, name="one_hot")(ids)  # (m, T, v)
    else:
        h = keras.layers.Embedding(v, d, mask_zero=mask, name="embedding")(ids)  # (m, T, d)
        h = keras.layers.Dropout(dropout)(h)
    carried = {"stateful": True} if stateful else {}
    for _ in range(depth):
        h = layer(units, return_sequences=True, **carried)(h)  # (m, T, n_h)
        h = keras.layers.Dropout(dropout)(h)
    logits = keras.layers.Dense(v, name="logits")(h)  # (m, T, v)
    return keras.Model(ids, logits, name="recurrent_language_model")


def segment_classifier(
    length: int, v: int, units: int, layer: Callable[[int], keras.layers.RNN] = keras.layers.LSTM
) -> keras.Model:
    """A recurrent network that reads a segment of fixed length and says what the next token may be, once.

    The classical setting: one label a segment, v classes. An LSTM has `4(n_h·(n_h + v) + n_h)` parameters,
    the output `n_h·v + v`.

    Args:
        length: Number of tokens of a segment.
        v: Size of the vocabulary.
        units: Number of units n_h.
        layer: Makes the recurrent layer from its number of units.

    Input shape:
        `(m, length, v)` one-hot vectors, from `lib.text.one_hot`.

    Output shape:
        `(m, v)` probabilities.

    Raises:
        ValueError: If a size is below 1.

    Example:
        >>> model = segment_classifier(length=60, v=57, units=128)
        >>> model.compile("adam", "sparse_categorical_crossentropy")

    Reference:
        Chollet, F. (2018), "Deep learning with Python", section 8.1.
    """
    for name, size in {"length": length, "v": v, "units": units}.items():
        check_at_least(name, size)
    layers = [
        keras.Input((length, v), name="segment"),
        layer(units),  # (m, n_h)
        keras.layers.Dense(v, activation="softmax", name="next"),  # (m, v)
    ]
    return keras.Sequential(layers, name="segment_classifier")


def next_token_loss(pad_id: int | None = 0) -> keras.losses.Loss:
    """Mean cross-entropy of the next tokens in nats, from logits, padding among the labels left out.

    The mask of `recurrent_language_model` is not enough: after the last token of a text the model is asked
    once more, and the label there is padding.

    Args:
        pad_id: The label that does not count; None counts all.

    Returns:
        A Keras loss of labels `(m, T)` and logits `(m, T, v)`. In `fit` it is the mean over the tokens of a
        batch; Keras then weighs the batches of an epoch by their texts, not by their tokens.
    """
    return keras.losses.SparseCategoricalCrossentropy(
        from_logits=True, ignore_class=pad_id, name="next_token_loss"
    )


class ResetStates(keras.callbacks.Callback):
    """Begins each epoch, and each evaluation, of a stateful model at states of zeros.

    Keras carries them from the last batch into the next epoch, and from the training text into the validation
    text.
    """

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self._reset()

    def on_test_begin(self, logs: dict[str, Any] | None = None) -> None:
        self._reset()

    def _reset(self) -> None:
        for layer in self.model.layers:
            if getattr(layer, "stateful", False):
                layer.reset_state()
