"""The experiments of the course and what the ledger in `results/` holds of them."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import keras
import numpy as np
import pytest

from experiments import best, bigrams, sentiment, tagging
from experiments.__main__ import load_parts
from experiments.experiment import definition
from experiments.ledger import load_table
from experiments.sentiment import (
    Bag,
    BestValidation,
    OnTest,
    OnTestFromAll,
    PretrainedOnTest,
    TimesFaster,
    Window,
)
from experiments.vectors import word_vectors
from lib import text
from lib.datasets.tagging import TaggedSentences, TaggedSplits
from lib.models.classifiers import averaged_embedding_classifier, bag_of_words_classifier
from lib.training.recipe import Recipe

RESULTS = Path(__file__).resolve().parents[2] / "results"
PARTS = load_parts()
RECIPE = Recipe("adam", 0.05, epochs=2, batch_size=8)


def test_each_table_is_of_one_part() -> None:
    assert sorted(PARTS) == sorted(path.stem for path in RESULTS.glob("*.json"))


@pytest.mark.parametrize("name", PARTS)
def test_the_ledger_holds_what_the_part_defines(name: str) -> None:
    part, table = PARTS[name], load_table(RESULTS / f"{name}.json")
    assert (table.title, table.page, table.data) == (part.title, part.page, part.data)
    defined = [
        (key, e.what, e.trial.metric, e.definition, e.published) for key, e in part.experiments.items()
    ]
    assert [(r.name, r.what, r.metric, r.definition, r.published) for r in table.rows] == defined
    for row, experiment in zip(table.rows, part.experiments.values(), strict=True):
        assert row.runs >= experiment.seeds


@pytest.mark.parametrize("name", PARTS)
def test_each_experiment_has_a_definition_of_its_own(name: str) -> None:
    definitions = [experiment.definition for experiment in PARTS[name].experiments.values()]
    assert len(set(definitions)) == len(definitions)
    assert not any(
        "<" in text for text in definitions
    )  # "<function … at 0x7f…>" would differ from run to run


def layer(units: int) -> None:
    """Stands for a layer."""


@dataclass(frozen=True)
class Trained:
    metric: ClassVar[str] = "accuracy"
    model: Any
    recipe: Recipe
    clip: float | None = None


def test_a_definition_names_all_that_decides_a_figure() -> None:
    model = partial(averaged_embedding_classifier, 5, d=partial(layer, units=3))
    assert definition(Trained(model, RECIPE)) == (
        "Trained(model=averaged_embedding_classifier(5, d=layer(units=3)), "
        "recipe=Recipe(optimizer='adam', learning_rate=0.05, epochs=2, batch_size=8))"
    )


@pytest.mark.parametrize(
    "other",
    [
        Trained(partial(averaged_embedding_classifier, v=6), RECIPE),
        Trained(partial(bag_of_words_classifier, v=5), RECIPE),
        Trained(partial(averaged_embedding_classifier, v=5), replace(RECIPE, learning_rate=0.01)),
        Trained(partial(averaged_embedding_classifier, v=5), RECIPE, clip=1.0),
    ],
)
def test_another_model_recipe_or_option_is_another_definition(other: Trained) -> None:
    assert definition(other) != definition(Trained(partial(averaged_embedding_classifier, v=5), RECIPE))


@pytest.fixture
def few_reviews(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reviews whose last word decides, 40 to learn from, 24 for validation; to test, the same mislabelled."""
    ids = [np.array([4 + i % 3, 4 + i % 5, 2 + i % 2]) for i in range(64)]
    labels = np.array([i % 2 for i in range(64)])  # (64,)
    encoded = sentiment._Encoded(ids, labels, ids, 1 - labels)
    monkeypatch.setattr(sentiment, "TRAIN", 40)
    monkeypatch.setattr(sentiment, "_encoded", lambda v: encoded)
    sentiment._arrays.cache_clear()


@pytest.mark.usefixtures("few_reviews")
@pytest.mark.parametrize("inputs", [Window(10, 2), Bag(10, last=1)])
def test_a_trial_learns_and_judges(inputs: Window | Bag) -> None:
    build = averaged_embedding_classifier if isinstance(inputs, Window) else bag_of_words_classifier
    sizes = {"v": 10, "d": 4} if isinstance(inputs, Window) else {"v": 10}
    trial = (partial(build, **sizes), replace(RECIPE, epochs=30), inputs)
    assert BestValidation(*trial).run(seed=0) > 0.9
    assert OnTest(*trial).run(seed=0) < 0.1  # its labels are the other way round
    assert OnTestFromAll(*trial).run(seed=0) < 0.1


def test_a_bag_of_all_words_is_not_that_of_the_last() -> None:
    ids = [np.array([2, 3, 4])]
    assert Bag(6).rows(ids).tolist() == [[0, 0, 1, 1, 1, 0]]
    assert Bag(6, last=1).rows(ids).tolist() == [[0, 0, 0, 0, 1, 0]]


def test_a_window_keeps_one_end() -> None:
    ids = [np.array([2, 3, 4]), np.array([5])]
    assert Window(6, 2).rows(ids).tolist() == [[3, 4], [5, 0]]
    assert Window(6, 2, truncating="post").rows(ids).tolist() == [[2, 3], [5, 0]]


@pytest.mark.usefixtures("few_reviews")
def test_a_trial_learns_from_buckets_as_from_rows() -> None:
    build = partial(averaged_embedding_classifier, v=10, d=4)
    recipe = replace(RECIPE, epochs=30)
    assert BestValidation(build, recipe, Window(10, 2), buckets=True).run(seed=0) > 0.9
    assert OnTest(build, recipe, Window(10, 2), buckets=True).run(seed=0) < 0.1


@pytest.mark.usefixtures("few_reviews")
def test_a_race_ends_where_both_are_right_often_enough() -> None:
    plain = BestValidation(partial(averaged_embedding_classifier, v=10, d=4), RECIPE, Window(10, 2))
    fast = replace(plain, buckets=True)
    learning = TimesFaster(0.9, *(replace(way, recipe=replace(RECIPE, epochs=30)) for way in (plain, fast)))
    assert learning.run(seed=0) > 0
    with pytest.raises(ValueError, match="no epoch reached 2 with seed 0"):
        TimesFaster(2, plain, fast).run(seed=0)


def test_the_ratio_is_positive_where_a_word_speaks_for_class_one() -> None:
    bags = bigrams.presence([np.array([1, 1, 2]), np.array([2]), np.array([0, 1])], 4)
    assert bags.toarray().tolist() == [[0, 1, 1, 0], [0, 0, 1, 0], [1, 1, 0, 0]]
    ratios = bigrams.log_count_ratios(bags, np.array([1, 0, 1]))
    # One is added to each count: class 1 counts 2, 3, 2, 1 of 8, class 0 counts 1, 1, 2, 1 of 5.
    np.testing.assert_allclose(
        np.exp(ratios), np.array([2, 3, 2, 1]) / 8 * 5 / np.array([1, 1, 2, 1]), rtol=1e-6
    )


def test_a_bigram_ends_at_each_word() -> None:
    assert bigrams.pairs(["not", "so", "good"]) == [" not", "not so", "so good"]
    assert bigrams.pairs([]) == []


@pytest.fixture
def few_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reviews that one pair of words decides; each word occurs as often in both classes."""
    texts = ["not good but long", "good , not bad", "not bad but long", "bad , not good"] * 10
    labels = np.array([0, 1, 1, 0] * 10)
    tokens = text.tokenize(texts)
    real = sentiment.Tokens(tokens, labels, tokens[:8], labels[:8])
    for module in (bigrams, best):
        monkeypatch.setattr(module, "real_tokens", lambda: real)


@pytest.mark.usefixtures("few_tokens")
def test_a_linear_model_on_bigrams_reads_pairs() -> None:
    assert bigrams.BigramsOnTest().run(seed=0) == 1


@pytest.mark.usefixtures("few_tokens")
@pytest.mark.parametrize("pretrained", [True, False])
def test_the_best_network_learns_pairs_too(monkeypatch: pytest.MonkeyPatch, pretrained: bool) -> None:
    for name, value in {
        "V": 10,
        "BIGRAMS": 20,
        "D": 4,
        "UNITS": 4,
        "EPOCHS": 40,
        "BATCH": 8,
        "RATE": 0.05,
    }.items():
        monkeypatch.setattr(best, name, value)
    for cached in (best._reviews, best._word_vectors):
        cached.cache_clear()
    assert best.Best(pretrained=pretrained).run(seed=0) == 1


@pytest.mark.usefixtures("few_tokens")
def test_no_training_review_meets_its_own_label_in_the_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(best, "V", 60)
    ids = [np.array([2 + i]) for i in range(40)]  # each review one word that no other has
    reviews = best._Reviews(ids, ids, np.arange(40) % 2, ids, ids, np.arange(40) % 2)
    train, test = best._ratios(reviews, seed=0)
    spread = [
        np.ptp([row[0, 0] for row, label in zip(part, reviews.labels, strict=True)]) for part in (train, test)
    ]
    assert spread[0] < 0.2 < 0.5 < spread[1]


@pytest.mark.usefixtures("few_reviews")
def test_word_vectors_are_where_a_pretrained_network_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.arange(40, dtype="float32").reshape(10, 4)  # (v, d)
    monkeypatch.setattr(sentiment, "_vectors", lambda v, d: table[:v, :d])
    build = partial(averaged_embedding_classifier, v=10, d=4)
    model = PretrainedOnTest(build, RECIPE, Window(10, 2), buckets=True)._compiled(seed=0)
    np.testing.assert_array_equal(model.get_layer("embedding").get_weights()[0], table)


def test_words_with_the_same_neighbours_have_similar_vectors() -> None:
    ids = [np.array([1, 3, 1]), np.array([1, 4, 1]), np.array([2, 5, 2]), np.array([2, 6, 2])] * 3
    vectors = word_vectors(ids, v=7, d=2)  # (v, d)
    assert np.allclose(vectors[0], 0, atol=1e-6)  # padding has no neighbours
    cosine = -keras.losses.cosine_similarity(vectors[[3, 5, 3]], vectors[[4, 6, 5]])
    assert float(min(cosine[0], cosine[1])) > 0.99 > 0.5 > float(cosine[2])


@pytest.fixture
def few_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts whose names are the words after "in"."""
    tokens = [["all", "in", name, "today"] for name in ("Oslo", "Rome", "Lima", "Bonn")] * 6
    tags = [["O", "O", "B-location", "O"]] * 24
    posts = TaggedSentences(tokens, tags)
    splits = TaggedSplits(posts, posts, posts, "mirror")
    monkeypatch.setattr(tagging, "load_tagged_sentences", lambda corpus: splits)
    tagging._posts.cache_clear()


@pytest.mark.usefixtures("few_posts")
def test_a_tagger_is_judged_by_whole_names() -> None:
    assert tagging.EntityF1OnTest(Recipe("adam", 0.05, epochs=15, batch_size=8), units=4).run(seed=0) == 1
    tagging._posts.cache_clear()
