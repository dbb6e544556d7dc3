"""Beam search against an exhaustive one."""

import itertools

import numpy as np
import pytest
from test_generation_sampling import Pairs

from lib.generation import beam_search, generate, log_probabilities

V, PROMPT = 4, (2, 1)


def exhaustive(
    model: Pairs, length: int, stop: tuple[int, ...] = (), penalty: float = 0.0
) -> dict[tuple[int, ...], float]:
    """The score of every continuation: those of full length, and those that a stop token ends before."""
    scores = {}
    for n in range(1, length + 1):
        for tokens in itertools.product(range(model.v), repeat=n):
            ends = [token in stop for token in tokens]
            if any(ends[:-1]) or (n < length and not ends[-1]):
                continue
            logs = log_probabilities(model, [*PROMPT, *tokens])[len(PROMPT) - 1 :]
            scores[tokens] = logs.sum() / n**penalty
    return scores


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("penalty", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("stop", [(), (3,), (0, 3)])
def test_a_beam_that_drops_nothing_finds_all_continuations_in_order(seed: int, penalty: float, stop) -> None:
    model, length = Pairs(V, seed), 3
    expected = sorted(exhaustive(model, length, stop, penalty).items(), key=lambda item: -item[1])
    found = beam_search(model, PROMPT, length, V**length, stop=stop, length_penalty=penalty)
    np.testing.assert_allclose([beam.score for beam in found], [score for _, score in expected], rtol=1e-9)
    without_stop = [tokens[:-1] if tokens[-1] in stop else tokens for tokens, _ in expected]
    assert [beam.ids for beam in found] == without_stop
    assert [beam.ended for beam in found] == [tokens[-1] in stop for tokens, _ in expected]


@pytest.mark.parametrize("seed", range(5))
def test_width_one_takes_the_most_probable_token_each_time(seed: int) -> None:
    (beam,) = beam_search(Pairs(V, seed), PROMPT, 6, 1)
    assert list(beam.ids) == generate(Pairs(V, seed), PROMPT, 6, temperature=0)


def test_a_wider_beam_finds_what_a_narrow_one_misses() -> None:
    def best(seed: int, width: int) -> float:
        return beam_search(Pairs(V, seed), PROMPT, 5, width)[0].score

    scores = [[best(seed, width) for width in (1, 3, V**5)] for seed in range(10)]
    narrow, wide, whole = np.array(scores).T  # (10,) each
    assert (narrow <= wide + 1e-9).mean() > 0.8
    assert (wide <= whole + 1e-9).all()
    assert (narrow < whole - 1e-9).any()


def test_scores_are_those_of_the_model() -> None:
    model = Pairs(V, 1)
    for beam in beam_search(model, PROMPT, 4, 3):
        logs = log_probabilities(model, [*PROMPT, *beam.ids])[1:]
        assert beam.log_probability == pytest.approx(logs.sum())
        assert beam.score == beam.log_probability


def test_a_penalty_for_short_texts() -> None:
    """Without it each token costs something; with it the mean counts, and longer ones win."""

    def length(seed: int, penalty: float) -> int:
        return len(beam_search(Pairs(V, seed), PROMPT, 8, 20, stop=[3], length_penalty=penalty)[0].ids)

    plain, corrected = ([length(seed, penalty) for seed in range(10)] for penalty in (0.0, 2.0))
    assert np.mean(plain) < np.mean(corrected)


def test_forbidden_tokens_share_what_they_had() -> None:
    model = Pairs(V, 2)
    beams = beam_search(model, PROMPT, 1, V, forbidden=[0])
    assert {beam.ids[0] for beam in beams} == {1, 2, 3}
    assert sum(np.exp(beam.log_probability) for beam in beams) == pytest.approx(1)


def test_one_step_a_token_and_one_shape() -> None:
    model = Pairs(V)
    beam_search(model, PROMPT, 7, 5)
    assert model.steps == len(PROMPT) + 6
    assert {ids.shape for ids in model.fed} == {(5,)}


def test_it_ends_when_all_have_ended() -> None:
    model = Pairs(V)
    model.log_p[..., :3], model.log_p[..., 3] = -np.inf, 0.0
    assert [(beam.ids, beam.ended) for beam in beam_search(model, PROMPT, 100, 4, stop=[3])] == [((), True)]
    assert model.steps == len(PROMPT)


def test_no_length() -> None:
    assert [beam.ids for beam in beam_search(Pairs(V), PROMPT, 0, 3)] == [()]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"width": 0}, "width must be a whole number of at least 1, got 0"),
        ({"length": -1}, "length must be a whole number of at least 0, got -1"),
        ({"length_penalty": -1.0}, "length_penalty must be a number of at least 0, got -1.0"),
        ({"length_penalty": float("nan")}, "length_penalty must be a number of at least 0, got nan"),
        ({"prompt": []}, "prompt must hold at least one token"),
        ({"stop": [V]}, "stop must lie between 0 and 3, got 4"),
        ({"forbidden": range(V)}, "every token that could come is forbidden"),
        ({"model": None}, "model must be a language model"),
    ],
)
def test_bad_input_is_named(arguments: dict, message: str) -> None:
    call = {"model": Pairs(V), "prompt": PROMPT, "length": 3, "width": 2} | arguments
    with pytest.raises(ValueError, match=message):
        beam_search(**call)
