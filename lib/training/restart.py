"""Several runs of one compiled model."""

import keras


def restart(model: keras.Model, seed: int) -> None:
    """Puts fresh weights into a model, and its optimizer back to the start.

    The model stays compiled: on small data compiling takes longer than training, so runs that differ in their
    seed only share one model. What a run learned is lost; keep `model.get_weights()` if you need it.

    Args:
        model: A compiled model.
        seed: Seed of the weights, and of what is drawn while training.

    Raises:
        ValueError: If the model is not compiled.
    """
    if not model.compiled:
        raise ValueError(f"{model.name} has no optimizer yet: compile it first")
    keras.utils.set_random_seed(seed)
    model.set_weights(keras.models.clone_model(model).get_weights())
    optimizer = model.optimizer
    if not optimizer.built:
        optimizer.build(model.trainable_variables)
    fresh = optimizer.from_config(optimizer.get_config())
    fresh.build(model.trainable_variables)
    for variable, first in zip(optimizer.variables, fresh.variables, strict=True):
        variable.assign(first)
