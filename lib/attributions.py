"""Which words of a text moved a model's answer: by gradients, and by covering words."""

import keras
import numpy as np
from keras import ops

from lib.autodiff import gradient


def saliency(model: keras.Model, ids: np.ndarray) -> np.ndarray:
    r"""How much the output would move if a word's vector moved: the norm of $\partial \hat y / \partial x_t$.

    Args:
        model: Takes token ids `(m, T)`, embeds them, returns one number an example, `(m, 1)`.
        ids: Token ids, integers, `(m, T)`.

    Returns:
        Norms of the gradients with respect to the embedded words, `(m, T)`.

    Raises:
        ValueError: If the model does not begin with an `Embedding`, or returns more than one number an
            example. (Of a softmax pick one class: `keras.Model(model.inputs, model.outputs[0][:, k:k + 1])`;
            all of them add up to 1, whatever the words.)

    Reference:
        Li, J. et al. (2016), "Visualizing and understanding neural models in NLP".
    """
    embedding = next((layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)), None)
    if embedding is None:
        raise ValueError("saliency needs a model that begins with an Embedding layer")
    _check_one_number(model.outputs[0].shape)
    ids = ops.convert_to_tensor(ids)
    # The ids stay an input beside their vectors: the mask is computed from them.
    head = keras.Model([model.inputs[0], embedding.output], model.outputs[0])
    vectors = ops.convert_to_numpy(embedding(ids))  # (m, T, d), without the mask that Keras hangs on a tensor
    slopes = gradient(lambda words: ops.sum(head([ids, words])), vectors)  # (m, T, d)
    return np.linalg.norm(slopes, axis=-1)  # (m, T)


def occlusion(model: keras.Model, ids: np.ndarray, replacement: int) -> np.ndarray:
    r"""How much the output changes when a word is covered.

    Args:
        model: Takes token ids `(m, T)`, returns one number an example, `(m, 1)`.
        ids: Token ids, integers, `(m, T)`.
        replacement: The id that stands in for the covered word, usually that of `<unk>`.

    Returns:
        Output as it is less output with word t covered, `(m, T)`; 0 at padding, id 0, which is no word.

    Raises:
        ValueError: If `ids` is not of rank 2, or the model returns more than one number an example.

    Reference:
        Zeiler, M. D. and Fergus, R. (2014), "Visualizing and understanding convolutional networks".
    """
    ids = np.asarray(ids)
    if ids.ndim != 2:
        raise ValueError(f"ids must have shape (m, T), got {ids.shape}")
    m, T = ids.shape
    covered = np.where(np.eye(T, dtype=bool), replacement, ids[:, None])  # (m, T, T): in row t word t
    whole = model.predict(ids, verbose=0)  # (m, 1)
    _check_one_number(whole.shape)
    parts = model.predict(covered.reshape(m * T, T), verbose=0).reshape(m, T)  # (m, T)
    return np.where(ids == 0, 0, whole - parts)


def _check_one_number(shape: tuple[int | None, ...]) -> None:
    if tuple(shape[1:]) != (1,):
        raise ValueError(
            f"the model must return one number an example, (m, 1), got {tuple(shape)}; "
            "pick one of several, e.g. keras.Model(model.inputs, model.outputs[0][:, 1:2])"
        )
