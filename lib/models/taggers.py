"""Taggers: one answer a word."""

from collections.abc import Callable, Sequence

import keras
import numpy as np
from numpy.typing import ArrayLike

from lib import text
from lib._arguments import check_at_least
from lib.models.classifiers import word_embedding

_SHAPE_SIZE = 8


def tagger(
    v: int,
    d: int,
    units: int,
    n_y: int,
    layer: Callable[..., keras.layers.RNN] = keras.layers.LSTM,
    *,
    bidirectional: bool = False,
    depth: int = 1,
    dropout: float = 0.0,
    n_shapes: int = 0,
    vectors: ArrayLike | None = None,
    trainable: bool = True,
) -> keras.Model:
    """A recurrent network that gives each word of a text the probabilities of its tags.

    Padding, id 0, is masked, and the mask goes on to the output, where the loss finds it: it is the mean over
    the words, whatever the labels of padded steps are (they must be tags all the same, 0 for example).
    Metrics find it on TensorFlow; on JAX those of `fit` do not. So give the mask as `sample_weight`, and the
    metrics as `weighted_metrics`: each word counts once, padding never, on every backend.
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
        dropout: Share of the numbers that are set to zero while training, in the word vectors and in the last
            states.
        n_shapes: Number of word shapes, such as "Xx" for a word with a capital; with them the network reads a
            second row of ids, whose vectors of 8 numbers stand beside those of the words. 0 for none.
        vectors: `(v, d)` word vectors to begin with; None draws them.
        trainable: Whether training changes the word vectors.

    Input shape:
        `(m, T)` ids, any T; with shapes a tuple of two such arrays, words and shapes.

    Output shape:
        `(m, T, n_y)`, probabilities. Those of padding say nothing.

    Raises:
        ValueError: If a size is below 1, or `vectors` does not fit.

    Example:
        >>> model = tagger(v=5_000, d=32, units=32, n_y=13, bidirectional=True)
        >>> model.output_shape
        (None, None, 13)
        >>> model.compile("adam", "sparse_categorical_crossentropy", weighted_metrics=["accuracy"])
        >>> model.fit(ids, tags, sample_weight=lib.text.mask(ids))  # (m, T) each

    Reference:
        Collobert, R. et al. (2011), "Natural language processing (almost) from scratch", section 6, for the
        vectors of capitals.
    """
    for name, size in (("units", units), ("n_y", n_y), ("depth", depth)):
        check_at_least(name, size)
    check_at_least("n_shapes", n_shapes, 0)
    inputs = [keras.Input((None,), dtype="int32", name="ids")]
    h = word_embedding(v, d, vectors, trainable)(inputs[0])  # (m, T, d)
    if n_shapes:
        inputs.append(keras.Input((None,), dtype="int32", name="shapes"))
        shape_vectors = keras.layers.Embedding(n_shapes, _SHAPE_SIZE, mask_zero=True, name="shape_embedding")
        h = keras.layers.Concatenate()([h, shape_vectors(inputs[1])])  # (m, T, d + 8)
    h = keras.layers.Dropout(dropout)(h)
    for _ in range(depth):
        one_way = layer(units, return_sequences=True)
        h = (keras.layers.Bidirectional(one_way) if bidirectional else one_way)(h)  # (m, T, n_h or 2·n_h)
    h = keras.layers.Dropout(dropout)(h)
    p = keras.layers.Dense(n_y, activation="softmax", name="tags")(h)  # (m, T, n_y)
    return keras.Model(tuple(inputs) if n_shapes else inputs[0], p, name="tagger")


def predict_tags(
    model: keras.Model, ids: ArrayLike | tuple[ArrayLike, ArrayLike], names: Sequence[str]
) -> list[list[str]]:
    """The most probable tag of each word.

    Args:
        model: A tagger.
        ids: `(m, T)` ids of words, padded with 0; a tuple of these and of shapes if the tagger has shapes.
        names: The n_y tags by id, from `lib.text.tag_names`.

    Returns:
        m lists of tags, one a word, padding left out.

    Raises:
        ValueError: If `ids` holds something else than whole numbers, or a tag has no name.
    """
    words = text.mask(ids[0] if isinstance(ids, tuple) else ids)  # (m, T)
    inputs = tuple(map(np.asarray, ids)) if isinstance(ids, tuple) else np.asarray(ids)
    probabilities = model.predict(inputs, batch_size=256, verbose=0)  # (m, T, n_y)
    return text.unpad_tags(probabilities.argmax(axis=-1), names, words)
