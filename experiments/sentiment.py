"""Classifiers of film reviews: their inputs, and two ways to judge them."""

import functools
import time
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeAlias, cast

import keras
import numpy as np

from experiments.vectors import word_vectors
from lib import text
from lib.datasets import load_reviews
from lib.training.buckets import Buckets
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
        buckets: Whether reviews of similar length share a batch, each batch as wide as its longest.
    """

    model: functools.partial[keras.Model]
    recipe: Recipe
    inputs: Inputs
    buckets: bool | None = None

    def _compiled(self, seed: int) -> keras.Model:
        keras.utils.clear_session()  # what earlier runs left would fill the memory
        keras.utils.set_random_seed(seed)
        model = self.model()
        model.compile(self.recipe.make_optimizer(), loss="binary_crossentropy", metrics=["accuracy"])
        return model

    def _watched(self, seed: int) -> tuple[keras.Model, dict[str, list[float]]]:
        """A model with the weights of the epoch of lowest validation loss, and its history."""
        model, epochs = self._compiled(seed), self.recipe.epochs
        best = keras.callbacks.EarlyStopping("val_loss", patience=epochs, restore_best_weights=True)
        learned, watched = self._learned(seed)
        history = model.fit(
            **learned, epochs=epochs, validation_data=watched, callbacks=[best], verbose=0
        ).history
        return model, history

    def _learned(self, seed: int) -> tuple[dict[str, Any], Any]:
        """What `fit` learns from and what it is watched on."""
        if self.buckets:
            reviews, length = _encoded(self.inputs.v), cast(Window, self.inputs).length
            ids, y, size = reviews.train, reviews.train_labels, self.recipe.batch_size
            watched = Buckets(ids[TRAIN:], y[TRAIN:], 512, length)
            return {"x": Buckets(ids[:TRAIN], y[:TRAIN], size, length, seed)}, watched
        x, y = _arrays(self.inputs).train
        learned = {"x": x[:TRAIN], "y": y[:TRAIN], "batch_size": self.recipe.batch_size}
        return learned, (x[TRAIN:], y[TRAIN:])

    def _test_accuracy(self, model: keras.Model) -> float:
        return float(model.evaluate(*_arrays(self.inputs).test, batch_size=512, verbose=0)[1])


@dataclass(frozen=True)
class BestValidation(_Trial):
    """Best accuracy of any epoch on the 5,000 validation reviews."""

    metric: ClassVar[str] = "best validation accuracy"

    def run(self, seed: int) -> float:
        """Train and judge with one seed."""
        return max(self._watched(seed)[1]["val_accuracy"])

    def seconds_to(self, accuracy: float, seed: int) -> float:
        """Seconds of training until an epoch ends with this accuracy on the validation reviews.

        Raises:
            ValueError: If no epoch does.
        """
        learned, watched = self._learned(seed)
        model, seconds = self._compiled(seed), 0.0
        for _ in range(self.recipe.epochs):
            started = time.process_time()
            model.fit(**learned, verbose=0)
            seconds += time.process_time() - started
            if self._accuracy(model, watched) >= accuracy:
                return seconds
        raise ValueError(f"no epoch reached {accuracy} with seed {seed}: {self}")

    @staticmethod
    def _accuracy(model: keras.Model, watched: Any) -> float:
        if isinstance(watched, Buckets):
            return float(model.evaluate(watched, verbose=0)[1])
        return float(model.evaluate(*watched, batch_size=512, verbose=0)[1])


@dataclass(frozen=True)
class OnTest(_Trial):
    """Accuracy on the test reviews with the weights of the epoch of lowest validation loss."""

    metric: ClassVar[str] = "test accuracy"

    def run(self, seed: int) -> float:
        """Train and judge with one seed."""
        return self._test_accuracy(self._watched(seed)[0])


@dataclass(frozen=True)
class PretrainedOnTest(OnTest):
    """As `OnTest`, with word vectors that begin as those of the 20,000 training reviews' own text."""

    def _compiled(self, seed: int) -> keras.Model:
        model = super()._compiled(seed)
        embedding = model.get_layer("embedding")
        embedding.set_weights([_vectors(self.inputs.v, embedding.output_dim)])
        return model


@dataclass(frozen=True)
class TimesFaster:
    """How many times faster one way of training gets to an accuracy on the validation reviews than another.

    Both train in one run, one after the other. What counts is the processor's time, compiling the first
    batches included: other programs on the machine change it less than the clock's.

    Args:
        accuracy: Where the clock stops, at the end of the epoch.
        plain: The slow way.
        fast: The fast one.
    """

    metric: ClassVar[str] = "times less processor time"
    accuracy: float
    plain: BestValidation
    fast: BestValidation

    def run(self, seed: int) -> float:
        """Seconds of the slow way over those of the fast one."""
        return self.plain.seconds_to(self.accuracy, seed) / self.fast.seconds_to(self.accuracy, seed)


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


class Tokens(NamedTuple):
    """The real reviews as lists of tokens, with their labels."""

    train: text.TokenLists
    train_labels: np.ndarray  # (25000,)
    test: text.TokenLists
    test_labels: np.ndarray  # (25000,)


@functools.cache
def real_tokens() -> Tokens:
    """The tokens of the real reviews."""
    splits = load_reviews("real")
    tokens, test_tokens = text.tokenize(splits.train.texts), text.tokenize(splits.test.texts)
    return Tokens(tokens, splits.train.labels, test_tokens, splits.test.labels)


@functools.cache
def _encoded(v: int) -> _Encoded:
    reviews = real_tokens()
    vocabulary = text.Vocabulary.fit(reviews.train[:TRAIN], size=v)
    ids, test_ids = vocabulary.encode_all(reviews.train), vocabulary.encode_all(reviews.test)
    return _Encoded(ids, reviews.train_labels, test_ids, reviews.test_labels)


@functools.cache
def _vectors(v: int, d: int) -> np.ndarray:
    return word_vectors(_encoded(v).train[:TRAIN], v, d)


@functools.lru_cache(maxsize=1)  # all runs of one experiment read the same
def _arrays(inputs: Inputs) -> _Arrays:
    reviews = _encoded(inputs.v)
    return _Arrays(
        (inputs.rows(reviews.train), reviews.train_labels), (inputs.rows(reviews.test), reviews.test_labels)
    )
