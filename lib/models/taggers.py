"""Taggers: one answer a word."""

from collections.abc import Callable

import keras
from numpy.typing import ArrayLike

from lib._arguments import check_at_least
from lib.models.classifiers import word_embedding


def tagger(
    v: int,
    d: int,
    units: int,
    n_y: int,
    layer: Callable[..., keras.layers.RNN] = keras.layers.LSTM,
    *,
    bidirectional: bool = False,
    depth: int = 1,
    vectors: ArrayLike | None = None,
    trainable: bool = True,
) -> keras.Model:
    """A recurrent network that gives each word of a text the probabilities of its tags.

    Padding, id 0, is masked, and the mask goes on to the output, where Keras' losses and metrics find it:
    each is the mean over the words alone, whatever the labels of padded steps are (they must be tags all the
    same, 0 for example).
    `v·d` parameters in the embedding, `n_h·n_y + n_y` in the output (`2·n_h` with both directions); between
    them an LSTM has `4(n_h·(n_h + d) + n_h)`, both directions twice as many.

    Args:
        v: Size of the vocabulary.
        d: Size of the embedding.
        units: Number of units n_h, of each direction if there are two.
        n_y: Number of tags.
        layer: Makes a recurrent layer from its number of units and `return_sequences`, as
            `keras.layers.LSTM` does.
        bidirectional: Whether each layer reads from both sides: a word is then tagged by what follows, too.
        depth: Number of recurrent layers.
        vectors: `(v, d)` word vectors to begin with; None draws them.
        trainable: Whether training changes the word vectors.

    Input shape:
        `(m, T)` ids, any T.

    Output shape:
        `(m, T, n_y)`, probabilities. Those of padding say nothing.

    Raises:
        ValueError: If a size is below 1, or `vectors` does not fit.

    Example:
        >>> model = tagger(v=5_000, d=32, units=32, n_y=13, bidirectional=True)
        >>> model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
        >>> model.output_shape
        (None, None, 13)
    """
    for name, size in (("units", units), ("n_y", n_y), ("depth", depth)):
        check_at_least(name, size)
    recurrent = [layer(units, return_sequences=True) for _ in range(depth)]
    layers = [
        keras.Input((None,), dtype="int32", name="ids"),
        word_embedding(v, d, vectors, trainable),  # (m, T, d)
        *(map(keras.layers.Bidirectional, recurrent) if bidirectional else recurrent),  # (m, T, n_h or 2·n_h)
        keras.layers.Dense(n_y, activation="softmax", name="tags"),  # (m, T, n_y)
    ]
    return keras.Sequential(layers, name="tagger")
