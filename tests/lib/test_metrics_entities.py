"""Scores of entities."""

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import text
from lib.metrics import EntityF1, entity_scores
from lib.models.taggers import predict_tags, tagger

NAMES = ("O", "B-person", "I-person", "B-location", "I-location")
PAIRS = st.lists(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=8), min_size=1, max_size=4
)


def test_half_a_name_earns_nothing() -> None:
    true = [["B-person", "I-person", "O", "B-location"]]
    scores = entity_scores(true, [["B-person", "O", "O", "B-location"]])  # 3 of 4 tags are right
    assert (scores.precision, scores.recall, scores.f1, scores.support) == (0.5, 0.5, 0.5, 2)
    assert scores.by_kind["person"].f1 == 0
    assert scores.by_kind["location"].f1 == 1


def test_precision_and_recall_are_not_swapped() -> None:
    true, predicted = [["B-person", "O", "O"]], [["B-person", "B-person", "O"]]
    scores = entity_scores(true, predicted)
    assert (scores.precision, scores.recall) == (0.5, 1)
    assert scores.f1 == pytest.approx(2 / 3)
    assert entity_scores(predicted, true).precision == 1


def test_who_always_says_o_scores_nothing() -> None:
    scores = entity_scores([["O"] * 98 + ["B-person"]], [["O"] * 99])
    assert (scores.precision, scores.recall, scores.f1) == (0, 0, 0)
    assert entity_scores([["O"]], [["O"]]).f1 == 0
    assert entity_scores([["O"]], [["O"]]).by_kind == {}


def test_kinds_that_were_only_predicted_have_a_row() -> None:
    scores = entity_scores([["O", "B-b"]], [["B-a", "B-b"]])
    assert list(scores.by_kind) == ["a", "b"]
    assert (scores.by_kind["a"].precision, scores.by_kind["a"].support) == (0, 0)


def test_entities_do_not_go_on_in_the_next_sentence() -> None:
    both = entity_scores([["B-person"], ["I-person"]], [["B-person"], ["I-person"]])
    assert both.support == 2


@given(PAIRS)
def test_the_scores_count_the_spans_that_both_have(pairs) -> None:
    true = [[pair[0] for pair in sentence] for sentence in pairs]
    predicted = [[pair[1] for pair in sentence] for sentence in pairs]
    spans = [
        {(i, *span) for i, tags in enumerate(tag_lists) for span in text.spans_of(tags)}
        for tag_lists in (true, predicted)
    ]
    right = len(spans[0] & spans[1])
    scores = entity_scores(true, predicted)
    assert scores.support == len(spans[0])
    assert scores.precision == pytest.approx(right / len(spans[1]) if spans[1] else 0)
    assert scores.recall == pytest.approx(right / len(spans[0]) if spans[0] else 0)
    total = len(spans[0]) + len(spans[1])
    assert scores.f1 == pytest.approx(2 * right / total if total else 0)
    for kind, each in scores.by_kind.items():
        assert each.support == sum(span[1] == kind for span in spans[0])


@pytest.mark.parametrize(
    ("true", "predicted", "message"),
    [
        ([], [], "true must hold the tags of at least one sentence"),
        ("O", ["O"], "true must hold the tags of at least one sentence"),
        ([["O"]], ["O"], r"predicted\[0\]: tags must be a list of tags, got the string 'O'"),
        ([["O"]], [["O"], ["O"]], "1 true sentences, but 2 predicted"),
        ([["O"], ["O"]], [["O"], ["O", "O"]], "sentence 1 has 1 true tags, but 2 predicted"),
        ([[0]], [["O"]], r"true\[0\]: tags\[0\] must be .*got 0"),
        ([["O"]], [["X-person"]], r"predicted\[0\]: tags\[0\] must be"),
    ],
)
def test_what_cannot_be_scored_is_named(true, predicted, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        entity_scores(true, predicted)


def clear(model: keras.Model) -> None:
    """Makes a tagger that always says O, the tag of id 0."""
    model.set_weights([np.zeros(w.shape) for w in model.get_weights()])


def test_the_epoch_with_the_best_entities_is_kept() -> None:
    """Word 1 is a person, the others nothing: learned at once; then all weights are overwritten."""
    keras.utils.set_random_seed(0)
    ids = np.array([[1, 2, 3, 0], [3, 2, 0, 0], [2, 1, 1, 0]] * 8)  # (m, T)
    tags = [["B-person" if i == 1 else "O" for i in row if i] for row in ids.tolist()]
    names = text.tag_names(tags)
    model = tagger(v=4, d=4, units=8, n_y=len(names))
    model.compile(keras.optimizers.Adam(0.1), "sparse_categorical_crossentropy")
    forget = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: epoch == 12 and clear(model))
    stop = keras.callbacks.EarlyStopping("val_f1", mode="max", patience=13, restore_best_weights=True)
    labels = text.pad_tags(tags, names, 4, padding="post", truncating="post")
    callbacks = [forget, EntityF1(ids, tags, names), stop]
    history = model.fit(ids, labels, epochs=13, callbacks=callbacks, verbose=0).history
    assert max(history["val_f1"][:12]) == 1
    assert history["val_f1"][12] == 0
    assert entity_scores(tags, predict_tags(model, ids, names)).f1 == 1
