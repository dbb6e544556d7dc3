"""Taggers of entities: what they read, and how they are judged."""

import functools
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import keras
import numpy as np

from lib import text
from lib.datasets import load_tagged_sentences
from lib.datasets.tagging import TaggedSentences
from lib.metrics import EntityF1, entity_scores
from lib.models.taggers import predict_tags, tagger
from lib.training.recipe import Recipe

PATIENCE = 5  # epochs without a better F1 on the validation posts


@dataclass(frozen=True)
class EntityF1OnTest:
    """F1 of entities on the test posts, with the weights of the epoch of highest F1 on the validation posts.

    Args:
        recipe: How it is trained.
        units: Of each direction.
        bidirectional: Whether the tagger reads from both sides.
    """

    metric: ClassVar[str] = "entity F1 on the test posts"
    recipe: Recipe
    units: int
    bidirectional: bool = False

    def run(self, seed: int) -> float:
        """Train and judge with one seed."""
        posts = _posts()
        keras.utils.clear_session()
        keras.utils.set_random_seed(seed)
        model = tagger(
            posts.v,
            d=32,
            units=self.units,
            n_y=len(posts.names),
            bidirectional=self.bidirectional,
            dropout=0.3,
            n_shapes=posts.n_shapes,
        )
        model.compile(self.recipe.make_optimizer(), "sparse_categorical_crossentropy")
        judge = EntityF1(posts.validation, posts.validation_tags, posts.names)
        stop = keras.callbacks.EarlyStopping(
            "val_f1", mode="max", patience=PATIENCE, restore_best_weights=True
        )
        rows = {"batch_size": self.recipe.batch_size, "epochs": self.recipe.epochs, "verbose": 0}
        model.fit(posts.train, posts.labels, callbacks=[judge, stop], **rows)
        return entity_scores(posts.test_tags, predict_tags(model, posts.test, posts.names)).f1


_Rows = tuple[np.ndarray, np.ndarray]  # ids of words and of their shapes, (m, T) each


class _Posts(NamedTuple):
    v: int
    n_shapes: int
    names: tuple[str, ...]
    train: _Rows
    labels: np.ndarray  # (m, T)
    validation: _Rows
    validation_tags: list[list[str]]
    test: _Rows
    test_tags: list[list[str]]


@functools.cache
def _posts() -> _Posts:
    """The real posts, as lesson 4.4 reads them."""
    splits = load_tagged_sentences("real")
    names = text.tag_names(splits.train.tags)
    words = text.Vocabulary.fit(_lower(splits.train), min_count=2)
    shapes = text.Vocabulary.fit(_shapes(splits.train), min_count=5)

    def rows(sentences: TaggedSentences) -> _Rows:
        ids, forms = words.encode_all(_lower(sentences)), shapes.encode_all(_shapes(sentences))
        return _padded(ids), _padded(forms)

    return _Posts(
        len(words),
        len(shapes),
        names,
        rows(splits.train),
        text.pad_tags(splits.train.tags, names, padding="post", truncating="post"),
        rows(splits.validation),
        list(splits.validation.tags),
        rows(splits.test),
        list(splits.test.tags),
    )


def _padded(ids: list[np.ndarray]) -> np.ndarray:
    return text.pad(ids, padding="post", truncating="post")


def _lower(sentences: TaggedSentences) -> list[list[str]]:
    return [[word.lower() for word in tokens] for tokens in sentences.tokens]


def _shapes(sentences: TaggedSentences) -> list[list[str]]:
    return [[text.word_shape(word) for word in tokens] for tokens in sentences.tokens]
