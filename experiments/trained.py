"""Trains the models that write in the pages of the book, and stores them beside `lib.models.trained`.

python -m experiments.trained shakespeare

It needs the real data (`make data` or COURSE_DATA). The part that a model has not seen is used once, at the
end, with the weights as they are stored.
"""

import argparse
import datetime
import math
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import keras
import numpy as np

from lib import text
from lib.datasets import DatasetError, load_names, load_text
from lib.models import trained
from lib.models.language_models import next_token_loss
from lib.models.trained import files
from lib.training.recipe import DecayedRecipe

NO_LABEL = -1  # after the end of a name
MARK = "."  # before and after each name
ROWS = 8  # the held-out text is read in so many pieces, each from a state of zeros


@dataclass(frozen=True)
class Data:
    """What a model learns from, and what it is judged on: ids and labels, `(m, T)` each."""

    corpus: str
    split: str
    characters: str
    mark: int | None
    train: tuple[np.ndarray, np.ndarray]
    held_out: tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Plan:
    """One model of the pages.

    Args:
        data: Loads what it is trained on.
        units: Number of units.
        dropout: Share of the states that are set to zero before the output.
        recipe: How it is trained; how many examples there are follows from the data.
    """

    data: Callable[[], Data]
    units: int
    dropout: float
    recipe: DecayedRecipe


def shakespeare(length: int = 128) -> Data:
    """The plays as one text: segments of the first nine tenths, and the last tenth."""
    plays = load_text("shakespeare", "real")
    characters = "".join(sorted(set(plays)))
    ids = np.array([characters.index(character) for character in plays], dtype=np.int32)  # (N,)
    cut = len(ids) * 9 // 10
    row = (len(ids) - cut - 1) // ROWS
    return Data(
        "tiny-shakespeare, 1,115,394 characters of plays by William Shakespeare",
        "trained on the first 90% of the text, judged on the last 10%",
        characters,
        None,
        text.shifted(ids[:cut], length, stride=length // 2),
        text.shifted(ids[cut:], row),
    )


def names() -> Data:
    """First names between two marks. Many stand in the list twice: a spelling is on one side only."""
    all_names = load_names("real")
    characters = MARK + "".join(sorted(set("".join(all_names))))
    longest = max(map(len, all_names)) + 1
    ids = np.zeros((len(all_names), longest), dtype=np.int32)  # (m, T): 0 is the mark
    labels = np.full_like(ids, NO_LABEL)  # (m, T)
    for i, name in enumerate(all_names):
        row = [characters.index(character) for character in name]
        ids[i, 1 : len(row) + 1] = row
        labels[i, : len(row) + 1] = [*row, 0]
    spellings = np.random.default_rng(0).permutation(sorted(set(all_names)))
    seen = set(spellings[: len(spellings) * 9 // 10].tolist())
    train = np.array([name in seen for name in all_names])  # (m,)
    return Data(
        "the list of makemore, 32,033 first names",
        "trained on 90% of the distinct names, drawn at random, judged on the other 10%",
        characters,
        characters.index(MARK),
        (ids[train], labels[train]),
        (ids[~train], labels[~train]),
    )


PLANS = {
    "shakespeare": Plan(shakespeare, 256, 0.2, DecayedRecipe("adam", 0.005, epochs=12, batch_size=32)),
    "names": Plan(names, 88, 0.1, DecayedRecipe("adam", 0.005, epochs=20, batch_size=128)),
}


def train(name: str, plan: Plan, seed: int) -> trained.TrainedModel:
    """Train a model and judge it, with the weights as a file holds them."""
    data = plan.data()
    keras.utils.set_random_seed(seed)
    v = len(data.characters)
    model = trained.build(v, plan.units, plan.dropout)
    recipe = replace(plan.recipe, examples=len(data.train[0]))
    # Compiled by XLA a step takes three times as long here.
    model.compile(recipe.make_optimizer(), next_token_loss(NO_LABEL), jit_compile=False)
    model.fit(*data.train, batch_size=recipe.batch_size, epochs=recipe.epochs, verbose=2)
    weights = trained.half_precision(model.get_weights())
    model.set_weights(weights)
    return trained.TrainedModel(
        name=name,
        corpus=data.corpus,
        split=data.split,
        recipe=f"GRU, every position at once, dropout {plan.dropout}, {recipe}",
        nats=round(nats(model, *data.held_out), 4),
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        seed=seed,
        characters=data.characters,
        mark=data.mark,
        units=plan.units,
        weights=weights,
    )


def nats(model: keras.Model, ids: np.ndarray, labels: np.ndarray) -> float:
    """Mean cross-entropy of the characters of a text, each counted once.

    Args:
        model: From ids to logits.
        ids: `(m, T)`.
        labels: What comes next, `(m, T)`; `NO_LABEL` does not count.
    """
    counted = labels != NO_LABEL  # (m, T)
    logits = model.predict(ids, batch_size=256, verbose=0)  # (m, T, v)
    loss = keras.losses.sparse_categorical_crossentropy(
        np.where(counted, labels, 0), logits, from_logits=True
    )  # (m, T)
    return math.fsum(keras.ops.convert_to_numpy(loss)[counted].tolist()) / int(counted.sum())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m experiments.trained", description=__doc__.splitlines()[0]
    )
    parser.add_argument("names", metavar="NAME", nargs="+", choices=sorted(PLANS), help=" or ".join(PLANS))
    parser.add_argument("--epochs", type=int, metavar="N", help="passes over the data, for a short trial")
    parser.add_argument("--seed", type=int, metavar="N", default=0, help="seed of weights and batches (0)")
    parser.add_argument(
        "--output", type=Path, metavar="FOLDER", default=files.FOLDER, help="where the file is written"
    )
    options = parser.parse_args(arguments)
    if options.epochs is not None and options.epochs < 1:
        parser.error(f"--epochs must be at least 1, got {options.epochs}")
    for name in options.names:
        plan = PLANS[name]
        if options.epochs is not None:
            plan = replace(plan, recipe=replace(plan.recipe, epochs=options.epochs))
        start = time.perf_counter()
        try:
            model = train(name, plan, options.seed)
        except DatasetError as error:
            sys.exit(f"python -m experiments.trained: {error}")
        path = trained.save(model, options.output)
        seconds = time.perf_counter() - start
        print(f"{name}: {model.nats} nats a character, {path.stat().st_size:,} bytes, {seconds:.0f} s")


if __name__ == "__main__":
    main()
