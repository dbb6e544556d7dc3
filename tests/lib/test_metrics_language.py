"""Perplexity and bits."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.metrics import bits, bits_per_character, perplexity

NATS = st.floats(0, 500)


@given(st.integers(1, 10**6))
def test_a_uniform_model_is_as_uncertain_as_it_is_wide(v: int) -> None:
    assert perplexity(math.log(v)) == pytest.approx(v)


@given(NATS)
def test_two_to_the_bits_is_the_perplexity(nats: float) -> None:
    assert 2 ** bits(nats) == pytest.approx(perplexity(nats))


@given(NATS, st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_bits_of_the_text_are_shared_among_its_characters(nats, tokens, characters) -> None:
    total = bits(nats) * tokens
    assert bits_per_character(nats, tokens, characters) * characters == pytest.approx(total)
    assert bits_per_character(nats, tokens, tokens) == pytest.approx(bits(nats))


def test_a_fair_coin_is_one_bit() -> None:
    assert bits(math.log(2)) == pytest.approx(1)
    assert bits_per_character(math.log(2), tokens=3, characters=6) == pytest.approx(0.5)


def test_a_token_of_probability_zero_makes_it_infinite() -> None:
    assert perplexity(math.inf) == math.inf == bits(math.inf)
    assert perplexity(1e9) == math.inf


@pytest.mark.parametrize("nats", [-1.0, math.nan])
def test_what_is_no_cross_entropy_is_refused(nats: float) -> None:
    for measure in (perplexity, bits):
        with pytest.raises(ValueError, match="at least 0"):
            measure(nats)


def test_a_text_without_characters_is_refused() -> None:
    with pytest.raises(ValueError, match="characters must be at least 1"):
        bits_per_character(1.0, 3, 0)
    with pytest.raises(ValueError, match="tokens must be at least 1"):
        bits_per_character(1.0, 0, 3)
