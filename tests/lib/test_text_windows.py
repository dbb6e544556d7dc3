"""Segments, shifted segments and streams of a text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import text

SIZES = st.integers(1, 7)


@given(st.integers(2, 60), SIZES, SIZES)
def test_what_comes_next_is_the_label(n, length, stride) -> None:
    if n <= length:
        with pytest.raises(ValueError, match=rf"take {length + 1}$"):
            text.segments(range(n), length, stride)
        return
    x, y = text.segments(range(n), length, stride)
    assert x.shape == (len(y), length)
    assert len(y) == 1 + (n - length - 1) // stride
    np.testing.assert_array_equal(x, np.arange(len(y))[:, None] * stride + np.arange(length))
    np.testing.assert_array_equal(y, x[:, -1] + 1)


@given(st.integers(9, 60), SIZES, st.none() | SIZES)
def test_every_position_has_a_label(n, length, stride) -> None:
    x, y = text.shifted(range(n), length, stride)
    np.testing.assert_array_equal(y, x + 1)
    np.testing.assert_array_equal(x[:, 0], np.arange(len(x)) * (stride or length))
    if stride is None:  # each token once
        np.testing.assert_array_equal(y.ravel(), 1 + np.arange(y.size))
        assert n - 1 - y.size < length


@given(st.integers(50, 200), SIZES, SIZES)
def test_streams_go_on_where_they_ended(n, batch_size, length) -> None:
    x, y = text.streams(range(n), batch_size, length)
    assert x.shape == y.shape == (len(x), batch_size, length)
    np.testing.assert_array_equal(y, x + 1)
    np.testing.assert_array_equal(x[1:, :, 0], x[:-1, :, -1] + 1)
    assert sorted(x.ravel()) == list(range(x.size))  # nothing twice, nothing left out before the end
    assert n - x.size <= batch_size * length


def test_segments_take_no_memory() -> None:
    ids = np.arange(1_000_000, dtype=np.int32)
    x, y = text.segments(ids, 60, 3)
    assert np.shares_memory(x, ids)
    assert np.shares_memory(y, ids)
    with pytest.raises(ValueError, match="read-only"):
        x[0, 0] = 1


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: text.segments([1, 2, 3], 0), "length must be"),
        (lambda: text.segments([1, 2, 3], 2, 0), "stride must be"),
        (lambda: text.segments([], 2), "a text of 0 tokens is too short"),
        (lambda: text.shifted([1, 2], 2), "a text of 2 tokens is too short"),
        (lambda: text.segments([1.5, 2, 3], 2), "ids must hold whole numbers"),
        (lambda: text.segments([[1, 2, 3]], 2), "ids must be one row"),
        (lambda: text.streams([1, 2, 3], 0, 1), "batch_size must be"),
        (lambda: text.streams([1, 2, 3, 4], 2, 2), "take 5$"),
    ],
)
def test_bad_input_says_what_is_wrong(make, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()
