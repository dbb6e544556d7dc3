"""Padding, masks, one-hot vectors and buckets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from lib import text

IDS = st.lists(st.integers(1, 50), max_size=8)
BATCHES = st.lists(IDS, min_size=1, max_size=6)
SIDES = st.sampled_from(["pre", "post"])
LENGTHS = st.lists(st.integers(0, 40), min_size=1, max_size=40)
ROWS = [[1, 2, 3, 4], [5, 6]]


@pytest.mark.parametrize(
    ("padding", "truncating", "expected"),
    [
        ("post", "post", [[1, 2, 3], [5, 6, 0]]),
        ("post", "pre", [[2, 3, 4], [5, 6, 0]]),
        ("pre", "post", [[1, 2, 3], [0, 5, 6]]),
        ("pre", "pre", [[2, 3, 4], [0, 5, 6]]),
    ],
)
def test_the_four_ways_to_align(padding, truncating, expected: list[list[int]]) -> None:
    np.testing.assert_array_equal(text.pad(ROWS, 3, padding=padding, truncating=truncating), expected)


@given(BATCHES, st.integers(1, 10), SIDES, SIDES)
def test_pad_keeps_the_right_end_and_fills_the_rest(rows, length, padding, truncating) -> None:
    padded = text.pad(rows, length, padding=padding, truncating=truncating)
    assert padded.dtype == np.int32
    assert padded.shape == (len(rows), length)
    for row, out in zip(rows, padded.tolist(), strict=True):
        kept = row[-length:] if truncating == "pre" else row[:length]
        fill = [0] * (length - len(kept))
        assert out == (fill + kept if padding == "pre" else kept + fill)


@given(BATCHES.filter(any), SIDES)
def test_without_a_length_the_longest_sets_it(rows, padding) -> None:
    padded = text.pad(rows, padding=padding, truncating="post")
    assert padded.shape[1] == max(map(len, rows))
    assert [out[keep].tolist() for out, keep in zip(padded, text.mask(padded), strict=True)] == rows


@given(BATCHES.filter(any), SIDES, SIDES)
def test_pad_agrees_on_arrays_lists_and_a_padded_array(rows, padding, truncating) -> None:
    def aligned(sequences):
        return text.pad(sequences, 5, padding=padding, truncating=truncating)

    expected = aligned(rows)
    np.testing.assert_array_equal(aligned([np.array(row, dtype=np.int64) for row in rows]), expected)
    np.testing.assert_array_equal(aligned(expected), expected)


@given(BATCHES, st.integers(1, 10), SIDES)
def test_the_mask_matches_the_lengths(rows, length, padding) -> None:
    padded = text.pad(rows, length, padding=padding, truncating="post")
    mask = text.mask(padded)
    assert mask.dtype == bool
    np.testing.assert_array_equal(mask.sum(axis=1), np.minimum(text.lengths(rows), length))
    steps = np.arange(length) if padding == "post" else np.arange(length)[::-1]
    np.testing.assert_array_equal(mask, steps < text.lengths(rows)[:, None])


@pytest.mark.parametrize(
    ("sequences", "arguments", "message"),
    [
        (ROWS, {"length": -1}, "length .*at least 1, got -1"),
        (ROWS, {"length": 0}, "length .*at least 1, got 0"),
        (ROWS, {"length": 2.0}, "length .*whole number"),
        (ROWS, {"padding": "right"}, "padding must be .*'right'"),
        (ROWS, {"truncating": "left"}, "truncating must be .*'left'"),
        ([], {}, "sequences must hold at least one row"),
        ([[], []], {}, "sequences are all empty: give the length"),
        ([[1], [0.5]], {}, r"sequences\[1\] must hold whole numbers, got float64"),
        ([[1], ["a"]], {}, r"sequences\[1\] must hold whole numbers"),
        ([[True]], {}, r"sequences\[0\] must hold whole numbers, got bool"),
        ([[[1, 2]]], {}, r"sequences\[0\] must be one row of whole numbers, got shape \(1, 2\)"),
        ([1, 2], {}, r"sequences\[0\] must be one row of whole numbers"),
        ([[1, [2]]], {}, r"sequences\[0\]"),
        ([[2**40]], {}, r"sequences\[0\] .*32 bits"),
        ([[2**80]], {}, r"sequences\[0\]"),
    ],
)
def test_pad_names_the_wrong_argument(sequences, arguments, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        text.pad(sequences, **{"padding": "post", "truncating": "post"} | arguments)


def test_the_sides_must_be_given() -> None:
    with pytest.raises(TypeError, match="padding"):
        text.pad(ROWS, 3)


@given(hnp.arrays(np.int64, hnp.array_shapes(min_dims=0, max_dims=3), elements=st.integers(0, 6)))
def test_one_hot_has_a_single_one_at_the_id(ids: np.ndarray) -> None:
    vectors = text.one_hot(ids, 7)
    assert vectors.shape == (*ids.shape, 7)
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal(vectors.sum(axis=-1), np.ones(ids.shape))
    np.testing.assert_array_equal(vectors.argmax(axis=-1), ids)


@pytest.mark.parametrize("build", [text.one_hot, text.multi_hot])
@pytest.mark.parametrize(
    ("ids", "depth", "message"),
    [
        ([[3]], 3, "between 0 and 2, got 3"),
        ([[-1]], 3, "between 0 and 2, got -1"),
        ([[0.0]], 3, "must hold whole numbers, got float64"),
        ([[1]], 0, "depth .*at least 1, got 0"),
    ],
)
def test_hot_vectors_name_the_wrong_argument(build, ids, depth: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build(ids, depth)


@given(BATCHES)
def test_multi_hot_is_the_sum_of_one_hots(rows) -> None:
    sums = np.array([text.one_hot(row, 51).sum(axis=0) for row in rows])
    bags = text.multi_hot(rows, 51)
    assert bags.dtype == np.uint8
    np.testing.assert_array_equal(bags, np.minimum(sums, 1))


@given(BATCHES, SIDES)
def test_padding_does_not_change_a_bag(rows, padding) -> None:
    padded = text.pad(rows, 12, padding=padding, truncating="post")
    np.testing.assert_array_equal(text.multi_hot(padded, 51), text.multi_hot(rows, 51))


@pytest.mark.parametrize(
    ("sequences", "message"),
    [
        ([1, 2], r"sequences\[0\] must be one row of whole numbers, got shape \(\)"),  # a forgotten bracket
        ([[1], [[2, 3]]], r"sequences\[1\] must be one row of whole numbers, got shape \(1, 2\)"),
        ([], "sequences must hold at least one row"),
    ],
)
def test_a_bag_is_made_of_rows(sequences, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        text.multi_hot(sequences, 4)


@given(LENGTHS, st.integers(1, 9), st.none() | st.integers(0, 5))
def test_buckets_hold_each_position_once(lengths, batch_size: int, seed) -> None:
    batches = text.bucket_by_length(lengths, batch_size, seed=seed)
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(lengths)))
    assert sorted(map(len, batches), reverse=True)[:-1] == [batch_size] * (len(batches) - 1)
    assert min(map(len, batches)) >= 1


@given(LENGTHS, st.integers(1, 9), st.none() | st.integers(0, 5), st.randoms())
def test_buckets_never_pad_more_than_other_batches(lengths, batch_size: int, seed, random) -> None:
    order = random.sample(range(len(lengths)), len(lengths))
    others = [order[start : start + batch_size] for start in range(0, len(order), batch_size)]
    buckets = text.bucket_by_length(lengths, batch_size, seed=seed)
    bucketed, unsorted = text.padded_steps(lengths, buckets), text.padded_steps(lengths, others)
    if len(lengths) % batch_size == 0:  # a batch that is not full may happen to suit the other order
        assert bucketed <= unsorted
    assert bucketed <= text.padded_steps(lengths)


def test_buckets_save_most_of_the_padding_of_spread_lengths() -> None:
    lengths = np.random.default_rng(0).integers(10, 500, size=2000)
    plain = np.arange(2000).reshape(-1, 32 // 2)
    assert text.padded_steps(lengths, text.bucket_by_length(lengths, 16, seed=1)) < 0.05 * text.padded_steps(
        lengths, list(plain)
    )


def test_a_seed_shuffles_and_repeats() -> None:
    lengths = list(range(60))
    first = [batch.tolist() for batch in text.bucket_by_length(lengths, 4, seed=1)]
    assert first == [batch.tolist() for batch in text.bucket_by_length(lengths, 4, seed=1)]
    assert first != [batch.tolist() for batch in text.bucket_by_length(lengths, 4, seed=2)]
    assert first != sorted(first)
    ties = np.concatenate(text.bucket_by_length([5] * 60, 4, seed=1))
    assert sorted(ties.tolist()) != ties.tolist()


@given(BATCHES.filter(any))
def test_padded_steps_count_the_padding_of_pad(rows) -> None:
    padded = text.pad(rows, padding="post", truncating="post")
    assert text.padded_steps(text.lengths(rows)) == int((~text.mask(padded)).sum())


@pytest.mark.parametrize(
    ("lengths", "message"),
    [
        ([3, -1], "lengths must not be negative, got -1"),
        ([], "lengths must hold at least one number"),
        ([0.5], "lengths must hold whole numbers"),
        ([[1, 2]], r"lengths .*shape \(1, 2\)"),
    ],
)
def test_lengths_that_are_none(lengths, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        text.bucket_by_length(lengths, 2)
    with pytest.raises(ValueError, match=message):
        text.padded_steps(lengths)


def test_other_wrong_arguments_of_buckets() -> None:
    with pytest.raises(ValueError, match=r"batch_size .*got 0"):
        text.bucket_by_length([1, 2], 0)
    with pytest.raises(ValueError, match="batches must lie between 0 and 1, got 2"):
        text.padded_steps([1, 2], [[0, 2]])
    with pytest.raises(
        ValueError, match=r"batches\[0\] must be one row of whole numbers, got shape \(1, 2\)"
    ):
        text.padded_steps([1, 2], [[[0, 1]]])
