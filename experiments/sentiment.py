"""Classifiers of film reviews: their inputs, and two ways to judge them."""

import functools
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

import keras
import numpy as np

from lib import text
from lib.datasets import load_reviews
from lib.training.recipe import Recipe

TRAIN = 20_000  # of the 25,000 training reviews; the others are for validation


@dataclass(frozen=True)
class Window:
    """Reviews as rows of ids, padded on the right.

    Args:
        v: Size of the vocabulary, made from the first 20,000 training reviews.
        length: Ids in each row.
        truncating: Which side of a longer review is cut off.
    """

    v: int
    length: int
    truncating: text.Side = "pre"

    def rows(self, ids: list[np.ndarray]) -> np.ndarray:
        """The rows, `(m, length)`."""
        return text.pad(ids, self.length, padding="post", truncating=self.truncating)


@dataclass(frozen=True)
class Bag:
    """Reviews as bags of words.

    Args:
        v: Size of the vocabulary.
        last: How many of a review's last tokens; None for all.
    """

    v: int
    last: int | None = None

    def rows(self, ids: list[np.ndarray]) -> np.ndarray:
        """The bags, `(m, v)`."""
        kept = slice(None if self.last is None else -self.last, None)
        return text.multi_hot([row[kept] for row in ids], self.v)


Inputs: TypeAlias = Window | Bag


@dataclass(frozen=True)
class _Trial:
    """What the trials have in common.

    Args:
        model: Builds the model.
        recipe: How it is trained.
        inputs: What it reads.
    """

    model: functools.partial[keras.Model]
    recipe: Recipe
    inputs: Inputs

    def _compiled(self, seed: int) -> keras.Model:
        keras.utils.clear_session()  # what earlier runs left would fill the memory
        keras.utils.set_random_seed(seed)
        model = self.model()
        model.compile(self.recipe.make_optimizer(), loss="binary_crossentropy", metrics=["accuracy"])
        return model

    def _watched(self, seed: int) -> tuple[keras.Model, dict[str, list[float]]]:
        """A model with the weights of the epoch of lowest validation loss, and its history."""
        x, y = _arrays(self.inputs).train
        model, epochs = self._compiled(seed), self.recipe.epochs
        best = keras.callbacks.EarlyStopping("val_loss", patience=epochs, restore_best_weights=True)
        history = model.fit(
            x[:TRAIN],
            y[:TRAIN],
            batch_size=self.recipe.batch_size,
            epochs=epochs,
            validation_data=(x[TRAIN:], y[TRAIN:]),
            callbacks=[best],
            verbose=0,
        ).history
        return model, history

    def _test_accuracy(self, model: keras.Model) -> float:
        return float(model.evaluate(*_arrays(self.inputs).test, batch_size=512, verbose=0)[1])


@dataclass(frozen=True)
class BestValidation(_Trial):
    """Best accuracy of any epoch on the 5,000 validation reviews."""

    metric: ClassVar[str] = "best validation accuracy"

    def run(self, seed: int) -> float:
        """Train and judge with one seed."""
        return max(self._watched(seed)[1]["val_accuracy"])


@dataclass(frozen=True)
class OnTest(_Trial):
    """Accuracy on the test reviews with the weights of the epoch of lowest validation loss."""

    metric: ClassVar[str] = "test accuracy"

    def run(self, seed: int) -> float:
        """Train and judge with one seed."""
        return self._test_accuracy(self._watched(seed)[0])


@dataclass(frozen=True)
class OnTestFromAll(_Trial):
    """Accuracy on the test reviews after the last epoch on all 25,000 training reviews."""

    metric: ClassVar[str] = "test accuracy"

    def run(self, seed: int) -> float:
        """Train and judge with one seed."""
        model = self._compiled(seed)
        x, y = _arrays(self.inputs).train
        model.fit(x, y, batch_size=self.recipe.batch_size, epochs=self.recipe.epochs, verbose=0)
        return self._test_accuracy(model)


class _Encoded(NamedTuple):
    train: list[np.ndarray]
    train_labels: np.ndarray  # (25000,)
    test: list[np.ndarray]
    test_labels: np.ndarray  # (25000,)


class _Arrays(NamedTuple):
    train: tuple[np.ndarray, np.ndarray]  # (25000, length or v) and (25000,)
    test: tuple[np.ndarray, np.ndarray]


@functools.cache
def _encoded(v: int) -> _Encoded:
    splits = load_reviews("real")
    tokens, test_tokens = text.tokenize(splits.train.texts), text.tokenize(splits.test.texts)
    vocabulary = text.Vocabulary.fit(tokens[:TRAIN], size=v)
    ids, test_ids = vocabulary.encode_all(tokens), vocabulary.encode_all(test_tokens)
    return _Encoded(ids, splits.train.labels, test_ids, splits.test.labels)


@functools.lru_cache(maxsize=1)  # all runs of one experiment read the same
def _arrays(inputs: Inputs) -> _Arrays:
    reviews = _encoded(inputs.v)
    return _Arrays(
        (inputs.rows(reviews.train), reviews.train_labels), (inputs.rows(reviews.test), reviews.test_labels)
    )
