"""Trained models as Keras models."""

import keras

from lib.models.language_models import recurrent_language_model
from lib.models.trained.files import TrainedModel


def build(v: int, units: int, dropout: float = 0.0) -> keras.Model:
    """The network of a trained model, with fresh weights.

    Args:
        v: Size of the vocabulary.
        units: Number of units.
        dropout: Share of the states that are set to zero before the output, while it is trained.

    Returns:
        From ids `(m, T)` to logits `(m, T, v)`.
    """
    return recurrent_language_model(v, units, layer=keras.layers.GRU, mask=False, dropout=dropout)


def keras_model(trained: TrainedModel) -> keras.Model:
    """A trained model with its weights.

    Args:
        trained: What `load` returned.

    Returns:
        From ids `(m, T)` to logits `(m, T, v)`.
    """
    model = build(len(trained.characters), trained.units)
    model.set_weights(trained.weights)
    return model
