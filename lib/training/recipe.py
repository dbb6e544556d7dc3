"""What is chosen when a model is trained, beside the model and the data."""

import math
from dataclasses import dataclass

import keras


@dataclass(frozen=True)
class Recipe:
    """How a model is trained; a lesson and the measurement on real data share one.

    A run that needs something else, fewer epochs on the embedded data for example, says so where it trains:
    `dataclasses.replace(recipe, epochs=2)`.

    Args:
        optimizer: Name of an optimizer of Keras, e.g. "adam".
        learning_rate: Its learning rate.
        epochs: Passes over the training data.
        batch_size: Examples in a batch.

    Example:
        >>> recipe = Recipe("adam", 0.01, epochs=10, batch_size=512)
        >>> model.compile(recipe.make_optimizer(), loss="binary_crossentropy")
        >>> model.fit(x, y, batch_size=recipe.batch_size, epochs=recipe.epochs)
    """

    optimizer: str
    learning_rate: float
    epochs: int
    batch_size: int

    def make_optimizer(self) -> keras.optimizers.Optimizer:
        """A new optimizer: an optimizer belongs to one model.

        Raises:
            ValueError: If Keras knows no optimizer of this name.
        """
        config = {"class_name": self.optimizer, "config": {"learning_rate": self.learning_rate}}
        return keras.optimizers.get(config)


@dataclass(frozen=True)
class ClippedRecipe(Recipe):
    """A recipe that shortens long gradients.

    Args:
        limit: The largest norm of all gradients together; longer ones are shortened to it.
    """

    limit: float = 1.0

    def make_optimizer(self) -> keras.optimizers.Optimizer:
        """A new optimizer that clips by the global norm."""
        optimizer = super().make_optimizer()
        optimizer.global_clipnorm = self.limit
        return optimizer


@dataclass(frozen=True)
class DecayedRecipe(ClippedRecipe):
    """A recipe whose learning rate falls in a straight line to a twentieth at the last update.

    Args:
        examples: How many examples an epoch has: with batch size and epochs that is the number of updates.
    """

    examples: int = 20_000

    @property
    def updates(self) -> int:
        """Updates in all epochs, a last smaller batch included."""
        return self.epochs * math.ceil(self.examples / self.batch_size)

    def make_optimizer(self) -> keras.optimizers.Optimizer:
        """A new optimizer that clips by the global norm, with the falling rate."""
        optimizer = super().make_optimizer()
        end = self.learning_rate / 20
        optimizer.learning_rate = keras.optimizers.schedules.PolynomialDecay(
            self.learning_rate, self.updates, end
        )
        return optimizer
