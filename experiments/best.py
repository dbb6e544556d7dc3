"""The best that a recurrent network reached here with all that the course teaches, within half an hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, NamedTuple

import keras
import numpy as np
from keras import ops

from experiments.bigrams import log_count_ratios, pairs, presence
from experiments.sentiment import TRAIN, real_tokens
from experiments.vectors import word_vectors
from lib import text
from lib.models.classifiers import MaskedMean, word_embedding

V, BIGRAMS = 30_000, 200_000  # sizes of the two vocabularies
D, UNITS, LENGTH = 64, 64, 400
EPOCHS, BATCH, RATE = 4, 64, 0.002
FOLDS = 10


@dataclass(frozen=True)
class Best:
    """Accuracy on the test reviews of a bidirectional GRU, trained on all training reviews.

    Args:
        ratios: Whether each step also reads the log-count ratios of its word and of the bigram that
            ends there.
        pretrained: Whether the word vectors begin as those of the training reviews' own text.
        validation: Whether it learns from the first 20,000 training reviews and is judged by the others:
            so the settings were chosen.
    """

    metric: ClassVar[str] = "test accuracy"
    ratios: bool = True
    pretrained: bool = True
    validation: bool | None = None

    def run(self, seed: int) -> float:
        """Train and judge with one seed."""
        reviews = _reviews(bool(self.validation))
        vectors = _word_vectors(bool(self.validation)) if self.pretrained else None
        logits = _logits(reviews, vectors, self.ratios, seed)  # (m,)
        return float(np.mean((logits > 0) == reviews.test_labels))


class _Reviews(NamedTuple):
    words: list[np.ndarray]
    bigrams: list[np.ndarray]
    labels: np.ndarray  # (m,)
    test_words: list[np.ndarray]
    test_bigrams: list[np.ndarray]
    test_labels: np.ndarray


@cache
def _reviews(validation: bool) -> _Reviews:
    """Ids of words and of bigrams; `validation` judges by the last training reviews."""
    real = real_tokens()
    train, labels, test, test_labels = real
    if validation:
        train, test = real.train[:TRAIN], real.train[TRAIN:]
        labels, test_labels = real.train_labels[:TRAIN], real.train_labels[TRAIN:]
    words = text.Vocabulary.fit(train, size=V)
    train_pairs, test_pairs = ([pairs(tokens) for tokens in part] for part in (train, test))
    bigrams = text.Vocabulary.fit(train_pairs, size=BIGRAMS, min_count=2)
    return _Reviews(
        words.encode_all(train),
        bigrams.encode_all(train_pairs),
        labels,
        words.encode_all(test),
        bigrams.encode_all(test_pairs),
        test_labels,
    )


@cache
def _word_vectors(validation: bool) -> np.ndarray:
    """Word vectors `(V, D)` of the training reviews' own text."""
    return word_vectors(_reviews(validation).words, V, D)


def _logits(reviews: _Reviews, vectors: np.ndarray | None, ratios: bool, seed: int) -> np.ndarray:
    """Logits of the test reviews from one network, `(m,)`."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(seed)
    model = _network(vectors, ratios)
    features, test_features = _ratios(reviews, seed) if ratios else (None, None)
    inputs = _Inputs(reviews.words, features)
    updates = EPOCHS * -(-len(reviews.words) // BATCH)
    schedule = keras.optimizers.schedules.PolynomialDecay(RATE, updates, end_learning_rate=RATE / 20)
    model.compile(keras.optimizers.Adam(schedule), keras.losses.BinaryCrossentropy(from_logits=True))
    for epoch in range(EPOCHS):
        for batch, x in inputs.batches(BATCH, seed=seed * EPOCHS + epoch):
            model.train_on_batch(x, reviews.labels[batch, None])
    logits = np.zeros(len(reviews.test_words))
    for batch, x in _Inputs(reviews.test_words, test_features).batches(4 * BATCH):
        logits[batch] = model.predict_on_batch(x)[:, 0]
    return logits


def _network(vectors: np.ndarray | None, ratios: bool) -> keras.Model:
    ids = keras.Input((None,), dtype="int32")  # (m, T)
    x = word_embedding(V, D, vectors)(ids)  # (m, T, d)
    inputs, x = [ids], keras.layers.SpatialDropout1D(0.3)(x)
    if ratios:
        inputs.append(keras.Input((None, 2)))  # (m, T, 2)
        x = keras.layers.Concatenate()([x, inputs[1]])  # (m, T, d + 2)
    mask = ops.not_equal(ids, 0)  # (m, T)
    h = keras.layers.Bidirectional(keras.layers.GRU(UNITS, return_sequences=True))(x, mask=mask)
    # States of a GRU lie between -1 and 1, so padding at -1 is never the largest.
    largest = ops.max(ops.where(ops.expand_dims(mask, -1), h, -1.0), axis=1)  # (m, 2 n_h)
    pooled = keras.layers.Concatenate()([MaskedMean()(h, mask=mask), largest])  # (m, 4 n_h)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Dropout(0.4)(pooled)))


def _ratios(reviews: _Reviews, seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Log-count ratios at each step, `(T, 2)` a review: of the word, and of the bigram that ends there.

    A training review gets ratios that were counted in the other folds: its own label would be in them.
    """
    m = len(reviews.labels)
    fold = np.random.default_rng(seed).permutation(m) % FOLDS  # (m,)
    train: list[list[np.ndarray]] = [[] for _ in range(m)]
    test: list[list[np.ndarray]] = [[] for _ in reviews.test_labels]
    sources = ((reviews.words, reviews.test_words, V), (reviews.bigrams, reviews.test_bigrams, BIGRAMS))
    for ids, test_ids, v in sources:
        bags = presence(ids, v)  # (m, v)
        for left_out in range(FOLDS):
            others = np.flatnonzero(fold != left_out)
            table = log_count_ratios(bags[others], reviews.labels[others])  # (v,)
            for position in np.flatnonzero(fold == left_out):
                train[position].append(table[ids[position]])
        table = log_count_ratios(bags, reviews.labels)  # (v,)
        for features, row in zip(test, test_ids, strict=True):
            features.append(table[row])
    return [np.stack(rows, -1) for rows in train], [np.stack(rows, -1) for rows in test]


@dataclass(frozen=True)
class _Inputs:
    """What the network reads: the last LENGTH ids of each review, and the ratios there if it reads them."""

    ids: Sequence[np.ndarray]
    ratios: Sequence[np.ndarray] | None

    def batches(self, size: int, seed: int | None = None) -> Iterator[tuple[np.ndarray, list[np.ndarray]]]:
        """Positions of reviews of about equal length, and their inputs."""
        lengths = np.minimum([len(row) for row in self.ids], LENGTH)  # (m,)
        for batch in text.bucket_by_length(lengths, size, seed=seed):
            T = -(-int(lengths[batch].max()) // 50) * 50  # few different shapes: each is compiled anew
            x = [text.pad([self.ids[i] for i in batch], T, padding="post", truncating="pre")]  # (m, T)
            if self.ratios is not None:
                rows = np.zeros((len(batch), T, 2), "float32")  # (m, T, 2)
                for row, i in zip(rows, batch, strict=True):
                    row[: lengths[i]] = self.ratios[i][-LENGTH:]
                x.append(rows)
            yield batch, x
