"""Gaps: which word was covered."""

import numpy as np
import pytest

from lib import text

ROWS = [[7, 8, 7], [2, 9, 0], [8, 3, 0]]


def test_every_place_of_an_answer_is_covered_once() -> None:
    covered, hidden = text.gaps(ROWS, answers=[8, 7], cover=1)
    assert covered.tolist() == [[1, 8, 7], [7, 1, 7], [7, 8, 1], [1, 3, 0]]
    assert hidden.tolist() == [1, 0, 1, 0]


def test_putting_the_answers_back_gives_the_rows() -> None:
    rows = np.random.default_rng(0).integers(2, 30, size=(50, 12))  # (m, T)
    answers = np.array([20, 3, 11])
    covered, hidden = text.gaps(rows, answers, cover=1)
    assert len(covered) == np.isin(rows, answers).sum()
    restored = np.where(covered == 1, answers[hidden][:, None], covered)  # (gaps, T)
    np.testing.assert_array_equal(restored, np.repeat(rows, np.isin(rows, answers).sum(axis=1), axis=0))


def test_the_rows_themselves_stay() -> None:
    rows = np.array(ROWS)
    text.gaps(rows, answers=[7], cover=1)
    np.testing.assert_array_equal(rows, ROWS)


def test_no_gap_gives_no_row() -> None:
    covered, hidden = text.gaps(ROWS, answers=[99], cover=1)
    assert covered.shape == (0, 3)
    assert hidden.shape == (0,)


@pytest.mark.parametrize(
    ("rows", "answers", "message"),
    [
        (ROWS, [7, 7], "distinct ids"),
        (ROWS, [], "at least one"),
        ([7, 8], [7], "2-d"),
        ([[0.5, 1.0]], [7], "whole numbers"),
    ],
)
def test_what_it_cannot_cover_is_named(rows, answers, message) -> None:
    with pytest.raises(ValueError, match=message):
        text.gaps(rows, answers, cover=1)
