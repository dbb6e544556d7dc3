"""Measure the classifiers of part 1 on the real reviews and write `results/part1.json`.

    python -m tools.measure_part1 [--seeds N] [--output FILE]

Takes about ten minutes on two cores. The figures of one model differ only by the seed of its initial weights
and of the order of the batches; the reviews and their split are always the same.
"""

import argparse
import importlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import keras
import numpy as np

from lib import text
from lib.datasets import load_reviews
from lib.models import classifiers
from tools.results import load_table

OUTPUT = Path(__file__).resolve().parents[1] / "results/part1.json"
TRAIN = 20_000  # of the 25,000 training reviews; the others are for validation
V, D, WINDOW = 10_000, 8, 20

Rows = np.ndarray
Build = Callable[[], keras.Model]


@dataclass(frozen=True)
class Recipe:
    """How a model is trained.

    Args:
        optimizer: Name in `keras.optimizers`.
        rate: Learning rate.
        epochs: How many.
        batch: Reviews in a batch.
    """

    optimizer: str
    rate: float
    epochs: int
    batch: int = 512


class Corpus:
    """The real reviews as ids, with the dictionary made from the first 20,000 training reviews.

    Args:
        v: Size of the dictionary.
    """

    def __init__(self, v: int = V):
        self.v = v
        splits = load_reviews("real")
        tokens, test_tokens = text.tokenize(splits.train.texts), text.tokenize(splits.test.texts)
        vocabulary = text.Vocabulary.fit(tokens[:TRAIN], size=v)
        self.train_ids, self.test_ids = vocabulary.encode_all(tokens), vocabulary.encode_all(test_tokens)
        self.train_labels, self.test_labels = splits.train.labels, splits.test.labels  # (m,) each

    def window(self, length: int, truncating: text.Side = "pre") -> tuple[Rows, Rows]:
        """Train and test rows of `length` ids, `(m, length)` each."""
        train = text.pad(self.train_ids, length, padding="post", truncating=truncating)
        return train, text.pad(self.test_ids, length, padding="post", truncating=truncating)

    def bags(self, length: int | None = None) -> tuple[Rows, Rows]:
        """Train and test bags of the last `length` tokens, or of all, `(m, v)` each."""
        kept = slice(None if length is None else -length, None)
        train = text.multi_hot([row[kept] for row in self.train_ids], self.v)
        return train, text.multi_hot([row[kept] for row in self.test_ids], self.v)


def fit(
    build: Build, seed: int, recipe: Recipe, x: Rows, y: Rows, held_out: tuple[Rows, Rows] | None
) -> tuple[keras.Model, dict[str, list[float]]]:
    """Train one model; with `held_out` it ends with the weights of its best epoch.

    Returns:
        The model and its history.
    """
    keras.utils.set_random_seed(seed)
    model = build()
    config = {"class_name": recipe.optimizer, "config": {"learning_rate": recipe.rate}}
    model.compile(keras.optimizers.get(config), loss="binary_crossentropy", metrics=["accuracy"])
    keep_best = keras.callbacks.EarlyStopping("val_loss", patience=recipe.epochs, restore_best_weights=True)
    history = model.fit(
        x,
        y,
        validation_data=held_out,
        epochs=recipe.epochs,
        batch_size=recipe.batch,
        callbacks=[keep_best] if held_out else [],
        verbose=0,
    ).history
    return model, history


def accuracies_on_test(
    build: Build, recipe: Recipe, corpus: Corpus, rows: tuple[Rows, Rows], seeds: Sequence[int]
) -> list[float]:
    """Accuracy on the test reviews with the weights of the epoch of lowest validation loss, for each seed."""
    x, x_test = rows
    y = corpus.train_labels
    found = []
    for seed in seeds:
        model, _ = fit(build, seed, recipe, x[:TRAIN], y[:TRAIN], (x[TRAIN:], y[TRAIN:]))
        found.append(model.evaluate(x_test, corpus.test_labels, batch_size=512, verbose=0)[1])
    return found


def validation_accuracies(
    build: Build, recipe: Recipe, corpus: Corpus, x: Rows, seeds: Sequence[int]
) -> list[float]:
    """Best accuracy of any epoch on the 5,000 validation reviews, for each seed."""
    y = corpus.train_labels
    return [
        max(fit(build, seed, recipe, x[:TRAIN], y[:TRAIN], (x[TRAIN:], y[TRAIN:]))[1]["val_accuracy"])
        for seed in seeds
    ]


def row(
    what: str, metric: str, figures: Sequence[float], published: dict[str, Any] | None = None
) -> dict[str, Any]:
    """One row of the table: mean and spread of the figures of several seeds."""
    print(f"{what}: {metric} {np.mean(figures):.4f} {np.round(figures, 4).tolist()}", flush=True)
    content: dict[str, Any] = {
        "what": what,
        "metric": metric,
        "value": round(float(np.mean(figures)), 4),
        "spread": round(max(figures) - min(figures), 4),
        "runs": len(figures),
    }
    return content if published is None else content | {"published": published}


def ends(corpus: Corpus, seeds: Sequence[int]) -> list[dict[str, Any]]:
    """Lesson 1.3: which end of a review to keep."""
    recipe = Recipe("adam", 0.02, epochs=3)
    sides: dict[str, text.Side] = {"first": "post", "last": "pre"}
    return [
        row(
            f"Averaged embedding (d = {D}), {name} {WINDOW} tokens, 3 epochs",
            "best validation accuracy",
            validation_accuracies(
                lambda: classifiers.averaged_embedding_classifier(V, D),
                recipe,
                corpus,
                corpus.window(WINDOW, side)[0],
                seeds,
            ),
        )
        for name, side in sides.items()
    ]


def rivals(corpus: Corpus, seeds: Sequence[int]) -> list[dict[str, Any]]:
    """Lesson 1.5: three classifiers on the last 20 tokens, and a bag of the whole review."""
    window, metric = corpus.window(WINDOW), "test accuracy"
    tried: list[tuple[str, Build, Recipe, tuple[Rows, Rows]]] = [
        (
            f"Flattened embedding (d = {D}), last {WINDOW} tokens",
            lambda: classifiers.embedded_logistic_regression(V, D, WINDOW),
            Recipe("adam", 0.002, epochs=50),
            window,
        ),
        (
            f"Averaged embedding (d = {D}), last {WINDOW} tokens",
            lambda: classifiers.averaged_embedding_classifier(V, D),
            Recipe("adam", 0.01, epochs=10),
            window,
        ),
        (
            f"Bag of words, last {WINDOW} tokens",
            lambda: classifiers.bag_of_words_classifier(V),
            Recipe("adam", 0.01, epochs=8),
            corpus.bags(WINDOW),
        ),
    ]
    rows = [row(what, metric, accuracies_on_test(b, r, corpus, x, seeds)) for what, b, r, x in tried]
    whole = accuracies_on_test(
        lambda: classifiers.bag_of_words_classifier(V),
        Recipe("adam", 0.005, epochs=8),
        corpus,
        corpus.bags(),
        seeds,
    )
    published = {
        "value": 0.878,
        "where": "Maas et al. 2011, table 2, bag of words (bnc)",
        "cite": "maas2011learning",
        "differs": "A linear SVM on bags of cosine length 1; trained on all 25,000 reviews, ours on 20,000",
    }
    return [*rows, row("Bag of words, whole review", metric, whole, published)]


def notebook_protocol(corpus: Corpus, seeds: Sequence[int]) -> dict[str, Any]:
    """The flattened network as in the notebook of Chollet's book: RMSprop, batches of 32, 10 epochs."""
    figures = validation_accuracies(
        lambda: classifiers.embedded_logistic_regression(V, D, WINDOW),
        Recipe("rmsprop", 0.001, epochs=10, batch=32),
        corpus,
        corpus.window(WINDOW)[0],
        seeds,
    )
    published = {
        "value": 0.7594,
        "where": "Chollet, Deep Learning with Python, 1st ed., notebook 6.1",
        "cite": "chollet2018deep",
        "differs": "There tokens without punctuation, one run and other validation reviews; the text speaks "
        "of the first 20 words, the code keeps the last",
    }
    what = f"Flattened embedding (d = {D}), last {WINDOW} tokens, RMSprop, batches of 32, 10 epochs"
    return row(what, "best validation accuracy", figures, published)


def example_protocol(seeds: Sequence[int]) -> dict[str, Any]:
    """The averaged embedding with the sizes of the old Keras example imdb_fasttext."""
    v, d, length = 20_000, 50, 400
    corpus = Corpus(v)
    x, x_test = corpus.window(length)
    found = []
    for seed in seeds:
        model, _ = fit(
            lambda: classifiers.averaged_embedding_classifier(v, d),
            seed,
            Recipe("adam", 0.001, epochs=5, batch=32),
            x,
            corpus.train_labels,
            None,
        )
        found.append(model.evaluate(x_test, corpus.test_labels, batch_size=512, verbose=0)[1])
    published = {
        "value": 0.8813,
        "where": "Keras example imdb_fasttext, unigrams",
        "differs": "There tokens without punctuation, and padding is part of the mean; one run",
    }
    what = f"Averaged embedding (v = {v:,}, d = {d}), last {length} tokens, 5 epochs on all 25,000"
    return row(what, "test accuracy", found, published)


def versions() -> str:
    """Versions of Keras, of its backend and of NumPy, in words."""
    backend = keras.backend.backend()
    module = importlib.import_module(backend)  # its package may have another name, as tensorflow-cpu has
    numbers = (("Keras", keras.__version__), (backend, module.__version__), ("NumPy", np.__version__))
    return ", ".join(f"{name} {number}" for name, number in numbers)


def measure(seeds: Sequence[int]) -> dict[str, Any]:
    """The whole table."""
    corpus = Corpus()
    rows = [*ends(corpus, seeds), *rivals(corpus, seeds), notebook_protocol(corpus, seeds)]
    rows.append(example_protocol(seeds))
    return {
        "title": "Sentiment of film reviews, part 1",
        "page": "chapters/1-from-text-to-vectors/1-5-logistic-regression",
        "data": "the Large Movie Review Dataset: 25,000 training reviews, of which 20,000 to learn from and "
        "5,000 for validation, and 25,000 test reviews; test figures are those of the epoch with the lowest "
        "validation loss unless a row says otherwise",
        **where_and_when(),
        "rows": rows,
    }


def where_and_when() -> dict[str, str]:
    """Date, machine and versions of a table."""
    return {
        "date": f"{datetime.now(tz=UTC):%Y-%m-%d}",
        "machine": f"{os.cpu_count()} CPU cores",
        "versions": versions(),
    }


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    run("measure_part1", __doc__ or "", measure, OUTPUT, arguments)


def run(
    name: str,
    summary: str,
    measure: Callable[[Sequence[int]], dict[str, Any]],
    output: Path,
    arguments: list[str] | None = None,
) -> None:
    """The command line of a program that measures a table and writes it."""
    parser = argparse.ArgumentParser(prog=f"python -m tools.{name}", description=summary.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=3, help="how many runs of each model (3)")
    parser.add_argument("--output", type=Path, default=output, help=f"file to write ({output.name})")
    options = parser.parse_args(arguments)
    if options.seeds < 1:
        parser.error(f"--seeds must be at least 1, got {options.seeds}")
    content = json.dumps(measure(range(options.seeds)), indent=2, ensure_ascii=False) + "\n"
    options.output.write_text(content, encoding="utf-8")
    load_table(options.output)  # says at once if the results page could not read it
    print(f"Wrote {options.output}")


if __name__ == "__main__":
    main()
