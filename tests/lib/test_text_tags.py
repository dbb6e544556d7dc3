"""Tags to entities and back, and tags beside padded words."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics.sequence_labeling import get_entities

from lib import text

KINDS = ("person", "location", "creative-work")
NAMES = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
TAGS = st.lists(st.sampled_from(NAMES), max_size=12)
SIDES = st.sampled_from(["pre", "post"])


@st.composite
def sentences(draw) -> tuple[list[text.Span], int]:
    """Entities that share no word, and the length of their sentence."""
    spans, end = [], 0
    for _ in range(draw(st.integers(0, 4))):
        start = end + draw(st.integers(0, 3))
        end = start + draw(st.integers(1, 3))
        spans.append(text.Span(draw(st.sampled_from(KINDS)), start, end))
    return spans, end + draw(st.integers(0, 3))


def test_an_entity_ends_before_its_end() -> None:
    tags = ["B-person", "I-person", "O", "B-location", "B-location"]
    assert text.spans_of(tags) == [("person", 0, 2), ("location", 3, 4), ("location", 4, 5)]
    assert text.spans_of([]) == []


def test_an_i_with_nothing_to_go_on_with_begins_an_entity() -> None:
    """The convention of conlleval; one that drops such tags would find nothing, nothing and one."""
    assert text.spans_of(["I-person"]) == [("person", 0, 1)]
    assert text.spans_of(["O", "I-person", "I-person"]) == [("person", 1, 3)]
    assert text.spans_of(["B-person", "I-location"]) == [("person", 0, 1), ("location", 1, 2)]


@given(TAGS)
def test_the_convention_is_that_of_seqeval(tags) -> None:
    assert [tuple(span) for span in text.spans_of(tags)] == [
        (kind, start, end + 1) for kind, start, end in get_entities(tags)
    ]


@given(sentences())
def test_entities_survive_a_round_trip(sentence) -> None:
    spans, length = sentence
    tags = text.tags_of(spans, length)
    assert len(tags) == length
    assert text.spans_of(tags) == spans


@given(TAGS)
def test_tags_come_back_legal_and_mean_the_same(tags) -> None:
    again = text.tags_of(text.spans_of(tags), len(tags))
    assert text.spans_of(again) == text.spans_of(tags)
    legal = all(
        tag[0] != "I" or (before != "O" and before[2:] == tag[2:])
        for before, tag in zip(["O", *tags], tags, strict=False)
    )
    assert (again == tags) == legal


@pytest.mark.parametrize("tag", ["", "B", "B-", "X-person", "o", "person", "I_person", None, 3])
def test_what_is_no_tag_is_named(tag) -> None:
    with pytest.raises(ValueError, match=r"tags\[1\] must be"):
        text.spans_of(["O", tag])
    with pytest.raises(ValueError, match="got the string"):
        text.spans_of("O")


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([("person", 2, 2)], "does not lie in a sentence of 3 words"),
        ([("person", 2, 4)], "does not lie in a sentence of 3 words"),
        ([("person", -1, 1)], "does not lie in a sentence of 3 words"),
        ([("person", 0, 2), ("location", 1, 3)], "location from 1 to 3 shares a word"),
        ([("", 0, 1)], "must have a kind"),
    ],
)
def test_entities_that_no_tags_can_say_are_refused(spans, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        text.tags_of(spans, 3)


def test_each_kind_has_both_its_tags() -> None:
    assert text.tag_names([["O", "B-b"], ["I-a"]]) == ("O", "B-a", "I-a", "B-b", "I-b")
    assert text.tag_names([["O"]]) == ("O",)


@given(st.lists(TAGS.filter(len), min_size=1, max_size=5), SIDES, st.integers(0, 3))
def test_tags_stay_beside_their_words(tag_lists, padding, extra) -> None:
    length = max(map(len, tag_lists)) + extra
    words = text.pad([[7] * len(tags) for tags in tag_lists], length, padding=padding, truncating="post")
    ids = text.pad_tags(tag_lists, NAMES, length, padding=padding, truncating="post")
    assert ids.shape == words.shape
    assert (ids[words == 0] == 0).all()
    assert text.unpad_tags(ids, NAMES, text.mask(words)) == tag_lists


def test_cutting_cuts_words_and_tags_alike() -> None:
    tags = [["B-person", "O", "B-location"]]
    assert text.pad_tags(tags, NAMES, 2, padding="post", truncating="pre").tolist() == [[0, 3]]
    assert text.pad_tags(tags, NAMES, 2, padding="post", truncating="post").tolist() == [[1, 0]]


def test_padded_steps_may_hold_anything() -> None:
    ids = np.array([[1, 99]])
    assert text.unpad_tags(ids, NAMES, [[True, False]]) == [["B-person"]]
    with pytest.raises(ValueError, match="ids must lie between 0 and 6, got 99"):
        text.unpad_tags(ids, NAMES, [[True, True]])
    with pytest.raises(ValueError, match=r"one shape \(m, T\), got \(1, 2\) and \(1, 3\)"):
        text.unpad_tags(ids, NAMES, [[True, True, True]])
    with pytest.raises(ValueError, match="'B-group' of tag_lists"):
        text.pad_tags([["O"], ["B-group"]], NAMES, padding="post", truncating="post")


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Ada", "Xx"),
        ("lolll", "x"),
        ("NASA", "X"),
        ("B-52", "X-d"),
        ("iPhone", "xXx"),
        ("@a_b", "@x_x"),
        ("", ""),
    ],
)
def test_a_word_has_the_shape_of_its_letters(word: str, shape: str) -> None:
    assert text.word_shape(word) == shape


@given(st.text(max_size=20))
def test_shapes_are_short_and_repeat_no_mark(word: str) -> None:
    shape = text.word_shape(word)
    assert len(shape) <= 4
    assert all(a != b for a, b in pairwise(shape))
    assert text.word_shape(word + word[-1:]) == shape  # a run counts once
