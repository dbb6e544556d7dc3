"""Text classifiers: one answer a text."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import ArrayLike

from lib._arguments import check_at_least


@keras.saving.register_keras_serializable(package="unrolled")
class MaskedMean(keras.layers.Layer):
    """The mean over time, padding left out.

    Unlike `keras.layers.GlobalAveragePooling1D`, a sequence that is all padding gives zeros, not NaN.

    Call arguments:
        inputs: `(m, T, d)`.
        mask: `(m, T)` bool, True where there is a token; None takes all steps. Keras passes it by itself.

    Returns:
        `(m, d)`.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True

    def call(self, inputs: Any, mask: Any = None) -> Any:
        if mask is None:
            return ops.mean(inputs, axis=1)  # (m, d)
        weights = ops.expand_dims(ops.cast(mask, inputs.dtype), axis=-1)  # (m, T, 1)
        total = ops.sum(inputs * weights, axis=1)  # (m, d)
        return total / ops.maximum(ops.sum(weights, axis=1), 1)  # (m, d)

    def compute_mask(self, inputs: Any, mask: Any = None) -> None:
        return None  # there is no time axis left

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        return input_shape[0], input_shape[2]


def word_embedding(
    v: int, d: int, vectors: ArrayLike | None = None, trainable: bool = True
) -> keras.layers.Embedding:
    """An embedding that masks padding, id 0; new, or with vectors that were learned elsewhere.

    `v·d` parameters. To train a frozen one after all, set `trainable` of the layer named "embedding" and
    compile the model again.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        vectors: `(v, d)`, the rows to begin with, e.g. from `lib.text.embedding_matrix`; None draws them.
        trainable: Whether training changes the rows; False freezes them.

    Input shape:
        `(m, T)` ids, any T.

    Output shape:
        `(m, T, d)`.

    Raises:
        ValueError: If a size is below 1, or `vectors` has another shape or holds a number that is not finite.
    """
    _check_sizes(v=v, d=d)
    embedding = keras.layers.Embedding(v, d, mask_zero=True, trainable=trainable, name="embedding")
    if vectors is not None:
        embedding.build()
        embedding.set_weights([_checked_vectors(vectors, (v, d))])
    return embedding


def embedded_logistic_regression(v: int, d: int, length: int) -> keras.Model:
    """Logistic regression on the embedded tokens of a text, side by side.

    Each position has weights of its own, so the padding is not masked: its vector is learned like any other.
    `v·d` parameters in the embedding, `length·d + 1` above it.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        length: Number of tokens T of each text.

    Input shape:
        `(m, length)` ids.

    Output shape:
        `(m, 1)`, the probability of class 1.

    Raises:
        ValueError: If a size is below 1.
    """
    _check_sizes(v=v, d=d, length=length)
    layers = [
        keras.Input((length,), dtype="int32", name="ids"),
        keras.layers.Embedding(v, d, name="embedding"),  # (m, length, d)
        keras.layers.Flatten(name="flatten"),  # (m, length·d)
        keras.layers.Dense(1, activation="sigmoid", name="logistic"),  # (m, 1)
    ]
    return keras.Sequential(layers, name="embedded_logistic_regression")


def averaged_embedding_classifier(
    v: int, d: int, *, vectors: ArrayLike | None = None, trainable: bool = True
) -> keras.Model:
    """Logistic regression on the mean of a text's word vectors.

    Padding, id 0, is masked: it does not change the answer, on whichever side it stands. Nor does the order
    of the words. `v·d` parameters in the embedding, `d + 1` above it.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        vectors: `(v, d)` word vectors to begin with; None draws them.
        trainable: Whether training changes the word vectors.

    Input shape:
        `(m, T)` ids, any T.

    Output shape:
        `(m, 1)`, the probability of class 1.

    Raises:
        ValueError: If a size is below 1, or `vectors` does not fit.
    """
    layers = [
        keras.Input((None,), dtype="int32", name="ids"),
        word_embedding(v, d, vectors, trainable),  # (m, T, d)
        MaskedMean(name="mean"),  # (m, d)
        keras.layers.Dense(1, activation="sigmoid", name="logistic"),  # (m, 1)
    ]
    return keras.Sequential(layers, name="averaged_embedding_classifier")


def bag_of_words_classifier(v: int) -> keras.Model:
    """Logistic regression on which words occur: one weight a word, no embedding, no order.

    `v + 1` parameters.

    Args:
        v: Size of the vocabulary.

    Input shape:
        `(m, v)` rows of 0 and 1 from `lib.text.multi_hot` (any number type).

    Output shape:
        `(m, 1)`, the probability of class 1.

    Raises:
        ValueError: If `v` is below 1.
    """
    _check_sizes(v=v)
    layers = [
        keras.Input((v,), dtype="float32", name="bag"),
        keras.layers.Dense(1, activation="sigmoid", name="logistic"),  # (m, 1)
    ]
    return keras.Sequential(layers, name="bag_of_words_classifier")


def rnn_last_state(
    v: int, d: int, units: int, layer: Callable[[int], keras.layers.RNN] = keras.layers.SimpleRNN
) -> keras.Model:
    """A recurrent network that reads a text and answers from its last state.

    Padding, id 0, is masked: the last state is that at the last word. `v·d` parameters in the embedding,
    `units·(units + d) + units` in a simple RNN, `units + 1` above it.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        units: Number of units n_h.
        layer: Makes the recurrent layer from its number of units, as `keras.layers.SimpleRNN` does.

    Input shape:
        `(m, T)` ids, any T.

    Output shape:
        `(m, 1)`, the probability of class 1.

    Raises:
        ValueError: If a size is below 1.
    """
    _check_sizes(units=units)
    return _from_last_state("rnn_last_state", word_embedding(v, d), [layer(units)])


def rnn_all_states(
    v: int, d: int, units: int, length: int, layer: Callable[..., keras.layers.RNN] = keras.layers.SimpleRNN
) -> keras.Model:
    """A recurrent network that answers from all its states, side by side.

    Each position has weights of its own above the recurrent layer: `length·units + 1` of them.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        units: Number of units n_h.
        length: Number of tokens T of each text.
        layer: Makes the recurrent layer from its number of units and `return_sequences`.

    Input shape:
        `(m, length)` ids.

    Output shape:
        `(m, 1)`, the probability of class 1.

    Raises:
        ValueError: If a size is below 1.
    """
    _check_sizes(v=v, d=d, units=units, length=length)
    layers = [
        keras.Input((length,), dtype="int32", name="ids"),
        keras.layers.Embedding(v, d, name="embedding"),  # (m, length, d)
        layer(units, return_sequences=True),  # (m, length, n_h)
        keras.layers.Flatten(name="flatten"),  # (m, length·n_h)
        keras.layers.Dense(1, activation="sigmoid", name="logistic"),  # (m, 1)
    ]
    return keras.Sequential(layers, name="rnn_all_states")


def stacked_rnn(
    v: int,
    d: int,
    units: int,
    depth: int,
    layer: Callable[..., keras.layers.RNN] = keras.layers.LSTM,
    *,
    vectors: ArrayLike | None = None,
    trainable: bool = True,
) -> keras.Model:
    """Recurrent layers above one another: the states of each are the inputs of the next.

    The answer comes from the last state of the last layer. Padding, id 0, is masked in every layer. `v·d`
    parameters in the embedding, `units + 1` above the recurrent layers; an LSTM has
    `4(units·(units + d) + units)` if it is the first, `4(2·units² + units)` above.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        units: Number of units n_h of each layer.
        depth: Number of recurrent layers.
        layer: Makes a recurrent layer from its number of units and `return_sequences`, as
            `keras.layers.LSTM` does.
        vectors: `(v, d)` word vectors to begin with; None draws them.
        trainable: Whether training changes the word vectors.

    Input shape:
        `(m, T)` ids, any T.

    Output shape:
        `(m, 1)`, the probability of class 1.

    Raises:
        ValueError: If a size is below 1, or `vectors` does not fit.

    Example:
        >>> stacked_rnn(v=10_000, d=32, units=32, depth=3).count_params()  # 320,000 + 3 · 8,320 + 33
        344993
    """
    _check_sizes(units=units, depth=depth)
    embedding = word_embedding(v, d, vectors, trainable)  # (m, T, d)
    recurrent = [layer(units, return_sequences=True) for _ in range(depth - 1)]  # (m, T, n_h) each
    recurrent.append(layer(units))  # (m, n_h)
    return _from_last_state("stacked_rnn", embedding, recurrent)


def bidirectional_rnn(
    v: int,
    d: int,
    units: int,
    depth: int = 1,
    layer: Callable[..., keras.layers.RNN] = keras.layers.LSTM,
    *,
    vectors: ArrayLike | None = None,
    trainable: bool = True,
) -> keras.Model:
    """Two recurrent networks a layer, one from the left and one from the right, with weights of their own.

    The answer comes from the two last states, side by side: that at the last word and that at the first.
    Padding, id 0, is masked in both directions. `v·d` parameters in the embedding, `2·units + 1` above the
    recurrent layers; two LSTMs have `8(units·(units + d) + units)` in the first layer, `8(3·units² + units)`
    above, where the inputs are twice as wide as a state.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        units: Number of units n_h of each direction.
        depth: Number of layers of two directions.
        layer: Makes a recurrent layer from its number of units and `return_sequences`, as
            `keras.layers.LSTM` does.
        vectors: `(v, d)` word vectors to begin with; None draws them.
        trainable: Whether training changes the word vectors.

    Input shape:
        `(m, T)` ids, any T.

    Output shape:
        `(m, 1)`, the probability of class 1.

    Raises:
        ValueError: If a size is below 1, or `vectors` does not fit.

    Example:
        >>> bidirectional_rnn(v=10_000, d=32, units=32).count_params()  # 320,000 + 16,640 + 65
        336705

    Reference:
        Schuster, M. & Paliwal, K. K. (1997), "Bidirectional recurrent neural networks".
    """
    _check_sizes(units=units, depth=depth)
    embedding = word_embedding(v, d, vectors, trainable)  # (m, T, d)
    inner = [layer(units, return_sequences=True) for _ in range(depth - 1)]
    recurrent = [keras.layers.Bidirectional(each) for each in inner]  # (m, T, 2·n_h) each
    recurrent.append(keras.layers.Bidirectional(layer(units)))  # (m, 2·n_h)
    return _from_last_state("bidirectional_rnn", embedding, recurrent)


def _from_last_state(
    name: str, embedding: keras.layers.Embedding, recurrent: list[keras.layers.Layer]
) -> keras.Model:
    """Ids `(m, T)`, recurrent layers of which the last returns one vector a text, a probability `(m, 1)`."""
    output = keras.layers.Dense(1, activation="sigmoid", name="logistic")
    read = keras.Input((None,), dtype="int32", name="ids")
    return keras.Sequential([read, embedding, *recurrent, output], name=name)


def _checked_vectors(vectors: ArrayLike, shape: tuple[int, int]) -> np.ndarray:
    matrix = np.asarray(vectors, dtype="float32")
    if matrix.shape != shape:
        raise ValueError(f"vectors must have shape {shape} (v, d), got {matrix.shape}")
    if not np.isfinite(matrix).all():
        raise ValueError("vectors must hold finite numbers, got NaN or infinity")
    return matrix


def _check_sizes(**sizes: int) -> None:
    for name, size in sizes.items():
        check_at_least(name, size)
