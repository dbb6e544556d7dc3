"""Distributions over the next token: against definitions written out, limits, and bad input."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import special

from lib.generation import entropy, forbid, log_softmax, nucleus, softmax, top_k, with_temperature

FINITE = st.floats(-30, 30)
LOGITS = arrays(np.float64, array_shapes(max_dims=3, max_side=7), elements=FINITE)
ROWS = arrays(np.float64, st.integers(1, 8), elements=FINITE)  # (v,)
# Few values, so that equal ones are common.
TIED = arrays(np.float64, st.integers(1, 8), elements=st.sampled_from([-np.inf, -1.0, 0.0, 2.0])).filter(
    lambda row: np.isfinite(row).any()
)


def left(logits: np.ndarray) -> set[int]:
    """The tokens of one row that can come."""
    return set(np.flatnonzero(~np.isneginf(logits)).tolist())


@given(LOGITS)
def test_softmax_and_its_logarithm_equal_scipy(logits: np.ndarray) -> None:
    np.testing.assert_allclose(softmax(logits), special.softmax(logits, axis=-1), rtol=1e-12)
    np.testing.assert_allclose(
        log_softmax(logits), special.log_softmax(logits, axis=-1), rtol=1e-9, atol=1e-12
    )


def test_softmax_of_what_cannot_come_and_of_large_numbers() -> None:
    np.testing.assert_allclose(softmax([-np.inf, 0.0, 0.0]), [0, 0.5, 0.5])
    np.testing.assert_allclose(softmax([1e308, 1e308]), [0.5, 0.5])
    np.testing.assert_allclose(log_softmax([-np.inf, 1000.0, 0.0]), [-np.inf, 0, -1000])


@given(TIED)
def test_entropy_is_the_sum_written_out(logits: np.ndarray) -> None:
    p = softmax(logits)
    expected = -sum(each * np.log(each) for each in p if each > 0)
    assert entropy(logits) == pytest.approx(expected, abs=1e-12)


def test_entropy_is_between_nothing_and_that_of_equal_tokens() -> None:
    assert entropy([0.0, -np.inf]) == 0
    assert entropy(np.zeros((2, 8))) == pytest.approx([np.log(8)] * 2)


# --- Temperature --------------------------------------------------------------------------------------------


@given(LOGITS, st.floats(0.05, 20))
def test_temperature_raises_probabilities_to_a_power(logits: np.ndarray, temperature: float) -> None:
    powers = special.softmax(logits, axis=-1).astype(np.longdouble) ** (1 / np.longdouble(temperature))
    expected = powers / powers.sum(axis=-1, keepdims=True)
    np.testing.assert_allclose(
        softmax(with_temperature(logits, temperature)), expected.astype(float), atol=1e-9
    )


def test_temperature_one_changes_nothing_and_a_higher_one_is_flatter() -> None:
    logits = np.random.default_rng(0).normal(size=(20, 9))  # (m, v)
    np.testing.assert_allclose(softmax(with_temperature(logits, 1)), softmax(logits), rtol=1e-12)
    entropies = np.array([entropy(with_temperature(logits, t)) for t in (0, 0.2, 0.5, 1, 2, 5, np.inf)])
    assert (np.diff(entropies, axis=0) > 0).all()


@given(TIED)
def test_temperature_zero_is_the_most_probable_token_the_lowest_of_equal_ones(logits: np.ndarray) -> None:
    assert left(with_temperature(logits, 0)) == {logits.tolist().index(logits.max())}


@given(TIED)
def test_the_limits_of_temperature(logits: np.ndarray) -> None:
    """Near 0 the most probable ones share everything, at infinity all that can come are alike."""
    most = logits == logits.max()
    np.testing.assert_allclose(softmax(with_temperature(logits, 1e-4)), most / most.sum(), atol=1e-12)
    np.testing.assert_array_equal(softmax(with_temperature(logits, 1e-308)), most / most.sum())
    alike = np.isfinite(logits) / np.isfinite(logits).sum()
    np.testing.assert_allclose(softmax(with_temperature(logits, 1e9)), alike, atol=1e-8)
    np.testing.assert_allclose(softmax(with_temperature(logits, np.inf)), alike, rtol=1e-12)


# --- Which tokens stay --------------------------------------------------------------------------------------


def smallest_set(p: np.ndarray, least: float) -> set[int]:
    """Of the sets of tokens with the fewest members whose sum is `least`, the most probable one."""
    for size in range(1, len(p) + 1):
        sets = list(itertools.combinations(range(len(p)), size))
        sums = [p[list(each)].sum() for each in sets]
        if max(sums) >= least:
            return set(sets[int(np.argmax(sums))])
    raise AssertionError("all of them together are enough")


@given(ROWS, st.floats(0.01, 0.99))
def test_the_nucleus_is_the_smallest_set_that_reaches_p(logits: np.ndarray, p: float) -> None:
    probabilities = special.softmax(logits)
    assume(len(set(np.round(probabilities, 9))) == len(probabilities))  # which of equal ones: the next test
    sums = np.cumsum(np.sort(probabilities)[::-1])
    assume(np.abs(sums - p).min() > 1e-9)
    assert left(nucleus(logits, p)) == smallest_set(probabilities, p)


def test_the_token_that_crosses_p_stays_and_of_equal_ones_the_lowest_ids() -> None:
    logits = np.log([0.05, 0.5, 0.15, 0.3])
    assert left(nucleus(logits, 0.5)) == {1}
    assert left(nucleus(logits, 0.51)) == {1, 3}
    assert left(nucleus(logits, 0.8)) == {1, 3}  # 0.5 + 0.3, whatever rounding makes of it
    assert left(nucleus(logits, 0.81)) == {1, 2, 3}
    assert left(nucleus(logits, 1e-300)) == {1}
    assert left(nucleus(np.zeros(4), 0.5)) == {0, 1}
    assert left(nucleus(np.zeros(4), 0.6)) == {0, 1, 2}


@given(TIED)
def test_a_nucleus_of_one_is_everything(logits: np.ndarray) -> None:
    np.testing.assert_array_equal(nucleus(logits, 1), logits)
    far = np.array([0.0, -40.0])  # 1 + 4e-18 is 1
    assert left(nucleus(far, 1)) == {0, 1}


@given(TIED, st.integers(1, 10))
def test_the_k_most_probable_the_lowest_of_equal_ones(logits: np.ndarray, k: int) -> None:
    ranked = sorted(range(len(logits)), key=lambda i: (-logits[i], i))
    kept = top_k(logits, k)
    assert left(kept) == set(ranked[:k]) & left(logits)
    assert all(kept[i] == logits[i] for i in left(kept))


@given(ROWS, st.sets(st.integers(0, 7), max_size=7))
def test_forbidden_tokens_are_gone_and_the_others_keep_their_ratios(
    logits: np.ndarray, ids: set[int]
) -> None:
    out = {i for i in ids if i < len(logits)}
    assume(len(out) < len(logits))
    p, kept = special.softmax(logits), softmax(forbid(logits, out))
    rest = [i for i in range(len(logits)) if i not in out]
    assert kept[sorted(out)].sum() == 0
    np.testing.assert_allclose(kept[rest], p[rest] / p[rest].sum(), rtol=1e-9)


def test_each_row_by_itself_and_nothing_given_is_changed() -> None:
    logits = np.random.default_rng(1).normal(size=(2, 3, 6))  # (..., v)
    logits[0, 0, 2] = -np.inf
    before = logits.copy()
    for change in (
        lambda x: with_temperature(x, 0.7),
        lambda x: with_temperature(x, 0),
        lambda x: top_k(x, 2),
        lambda x: nucleus(x, 0.6),
        lambda x: nucleus(x, 1),
        lambda x: forbid(x, [1, 4]),
        softmax,
        entropy,
    ):
        together = change(logits)
        alone = np.stack([[change(row) for row in rows] for rows in logits])
        np.testing.assert_allclose(together, alone, rtol=1e-12)
        assert not np.shares_memory(together, logits)
    np.testing.assert_array_equal(logits, before)


def test_they_compose_and_the_order_matters() -> None:
    logits = np.log([0.4, 0.3, 0.2, 0.1])
    assert left(nucleus(forbid(logits, [0]), 0.5)) == {1}  # 0.3 / 0.6
    assert left(nucleus(with_temperature(logits, 100), 0.5)) == {0, 1}
    assert left(with_temperature(nucleus(logits, 0.4), 100)) == {0}
    assert left(nucleus(top_k(logits, 2), 0.6)) == {0, 1}  # 0.4 / 0.7 is below 0.6
    assert left(top_k(forbid(logits, [0, 1]), 3)) == {2, 3}


# --- Bad input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: with_temperature([0.0], -0.1), "temperature must be at least 0, got -0.1"),
        (lambda: with_temperature([0.0], np.nan), "temperature must be at least 0, got nan"),
        (lambda: with_temperature([0.0], "hot"), "temperature must be a number, got 'hot'"),
        (lambda: top_k([0.0], 0), "k must be a whole number of at least 1, got 0"),
        (lambda: top_k([0.0], 2.0), "k must be a whole number of at least 1, got 2.0"),
        (lambda: nucleus([0.0], 0), "p must lie above 0 and be 1 at most, got 0"),
        (lambda: nucleus([0.0], 1.01), "p must lie above 0 and be 1 at most, got 1.01"),
        (lambda: nucleus([0.0], -0.5), "p must lie above 0"),
        (lambda: nucleus([0.0], np.nan), "p must lie above 0"),
        (lambda: nucleus([0.0], True), "p must be a number, got True"),
        (lambda: forbid([0.0, 1.0], [0, 1]), "every token that could come is forbidden"),
        (lambda: forbid([0.0, -np.inf], [0]), "every token that could come is forbidden"),
        (lambda: forbid([0.0, 1.0], [2]), "ids must lie between 0 and 1, got 2"),
        (lambda: forbid([0.0, 1.0], [-1]), "ids must lie between 0 and 1, got -1"),
        (lambda: softmax([0.0, np.nan]), "logits must be numbers or minus infinity"),
        (lambda: softmax([0.0, np.inf]), "logits must be numbers or minus infinity"),
        (lambda: softmax([[0.0, 1.0], [-np.inf, -np.inf]]), "logits must leave at least one token"),
        (lambda: softmax([]), r"logits must have shape \(\.\.\., v\)"),
        (lambda: softmax(3.0), r"logits must have shape \(\.\.\., v\)"),
    ],
)
def test_bad_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
