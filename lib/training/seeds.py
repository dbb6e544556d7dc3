"""Several runs of one model, from new weights each time."""

import keras


def redraw(model: keras.Model, seed: int) -> None:
    """Draws all weights of a compiled model anew and forgets what its optimizer remembers.

    A run from here is a run of a new model. It is much sooner under way, since TensorFlow need not trace the
    training step again: for a small recurrent network that takes longer than to train it.

    Args:
        model: A compiled model whose layers can be made from their configurations.
        seed: Seed of the draw, for Python, NumPy and the backend.

    Raises:
        ValueError: If the model is not compiled.
    """
    if getattr(model, "optimizer", None) is None:
        raise ValueError(
            f"model {model.name!r} is not compiled: compile it before its weights are drawn anew"
        )
    keras.utils.set_random_seed(seed)
    model.set_weights(keras.models.clone_model(model).get_weights())
    fresh = type(model.optimizer).from_config(model.optimizer.get_config())
    for optimizer in (fresh, model.optimizer):
        if not optimizer.built:
            optimizer.build(model.trainable_variables)
    for variable, start in zip(model.optimizer.variables, fresh.variables, strict=True):
        variable.assign(start)
