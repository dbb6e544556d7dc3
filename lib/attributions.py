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
        ValueError: If the model does not begin with an `Embedding`.

    Reference:
        Li, J. et al. (2016), "Visualizing and understanding neural models in NLP".
    """
    embedding = next((layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)), None)
    if embedding is None:
        raise ValueError("saliency needs a model that begins with an Embedding layer")
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
        Output as it is less output with word t covered, `(m, T)`.

    Raises:
        ValueError: If `ids` is not of rank 2.

    Reference:
        Zeiler, M. D. and Fergus, R. (2014), "Visualizing and understanding convolutional networks".
    """
    if np.ndim(ids) != 2:
        raise ValueError(f"ids must have shape (m, T), got {np.shape(ids)}")
    m, T = np.shape(ids)
    covered = np.repeat(np.asarray(ids)[:, None], T, axis=1)  # (m, T, T)
    covered[:, np.arange(T), np.arange(T)] = replacement
    whole = model.predict(np.asarray(ids), verbose=0).reshape(m, 1)  # (m, 1)
    parts = model.predict(covered.reshape(m * T, T), verbose=0).reshape(m, T)  # (m, T)
    return whole - parts
