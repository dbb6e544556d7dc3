"""Drawing: frequencies against the distribution, what is fed back, stops, seeds, and the number of steps."""

import numpy as np
import pytest
from scipy import stats

from lib.generation import (
    LanguageModel,
    generate,
    greedy,
    log_probabilities,
    sample,
    softmax,
    stream,
    top_k,
    with_temperature,
)
from lib.models.ngrams import AddK

V = 6


class Pairs:
    """A language model in which the two last tokens decide, so that a state that is not carried shows."""

    def __init__(self, v: int = V, seed: int = 0) -> None:
        self.v, self.steps, self.fed = v, 0, []
        p = np.random.default_rng(seed).dirichlet(np.ones(v), size=(v + 1, v))  # (before, now, next)
        self.log_p = np.log(p)

    def start(self, m: int) -> np.ndarray:
        return np.full(m, self.v)

    def step(self, ids: np.ndarray, state: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        self.steps += 1
        self.fed.append(np.array(ids))
        return self.log_p[state, ids], np.array(ids)

    def select(self, state: np.ndarray, rows: np.ndarray) -> np.ndarray:
        return state[rows]


def p_value(ids: np.ndarray, p: np.ndarray) -> float:
    """How probable counts as far from the distribution as these are; 0 if something impossible was drawn."""
    counts = np.bincount(ids.ravel(), minlength=len(p))  # (v,)
    if counts[p == 0].any():
        return 0.0
    possible = p > 0
    return stats.chisquare(counts[possible], p[possible] * ids.size).pvalue


# --- One draw -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "logits",
    [
        np.log([0.5, 0.3, 0.15, 0.05]),
        np.array([-np.inf, 0.0, 1.0, -np.inf, 2.0, -np.inf]),
        with_temperature(np.log([0.5, 0.3, 0.15, 0.05]), 2),
        top_k(np.log([0.1, 0.3, 0.25, 0.35]), 3),
        np.zeros(100),
    ],
)
def test_frequencies_fit_the_distribution(logits: np.ndarray, seed: int) -> None:
    ids = sample(np.tile(logits, (20_000, 1)), np.random.default_rng(seed))  # (m,)
    assert p_value(ids, softmax(logits)) > 0.001
    # The check sees a tenth more of one token, and a draw that is not one:
    other = softmax(logits) * (1 + 0.1 * (np.arange(len(logits)) == np.argmax(logits)))
    assert p_value(ids, other / other.sum()) < p_value(ids, softmax(logits))
    assert p_value(np.full(20_000, np.argmax(logits)), softmax(logits)) < 1e-6


def test_rows_have_distributions_of_their_own() -> None:
    logits = np.log([[[0.9, 0.1], [0.1, 0.9]], [[0.5, 0.5], [0.3, 0.7]]])  # (2, 2, v)
    ids = np.stack([sample(logits, np.random.default_rng(seed)) for seed in range(3000)])  # (n, 2, 2)
    np.testing.assert_allclose(ids.mean(axis=0), np.exp(logits[..., 1]), atol=0.03)


class Points:
    """Random numbers that are given."""

    def __init__(self, *points: float) -> None:
        self.points = points

    def random(self, shape: tuple[int, ...]) -> np.ndarray:
        return np.array(self.points).reshape(shape)


@pytest.mark.parametrize(
    ("point", "token"), [(0.0, 1), (0.25, 3), (np.nextafter(0.25, 0), 1), (1 - 2**-53, 3)]
)
def test_the_ends_of_the_pieces(point: float, token: int) -> None:
    """A token that cannot come has an empty piece: no point hits it, from 0 to the last before 1."""
    logits = np.array([-np.inf, np.log(1), -np.inf, np.log(3), -np.inf])
    assert sample(logits[None], Points(point)).tolist() == [token]


def test_greedy_is_the_most_probable_the_lowest_of_equal_ones() -> None:
    assert greedy([[0.0, 2.0, 2.0], [-1.0, -np.inf, -2.0]]).tolist() == [1, 0]


# --- Texts --------------------------------------------------------------------------------------------------


def test_pairs_is_a_language_model() -> None:
    assert isinstance(Pairs(), LanguageModel)


@pytest.mark.parametrize("seed", range(3))
def test_each_token_is_drawn_given_those_before_it(seed: int) -> None:
    """Frequencies of the first and of the second token fit the model, given both tokens before."""
    model = Pairs()
    texts = np.array(generate(model, [2, 4], 2, m=20_000, seed=seed))  # (m, 2)
    assert p_value(texts[:, 0], np.exp(model.log_p[2, 4])) > 0.001
    for first in range(V):
        second = texts[texts[:, 0] == first, 1]
        assert p_value(second, np.exp(model.log_p[4, first])) > 0.001


def test_settings_act_in_the_order_that_is_said() -> None:
    """Forbidden, temperature, k, p: the frequencies are those of the distribution computed so by hand."""
    model = Pairs()
    p = np.exp(model.log_p[2, 4])
    p[[1]] = 0
    p = p ** (1 / 1.5)
    p[np.argsort(-p)[4:]] = 0
    p /= p.sum()
    order = np.argsort(-p)
    size = int(np.searchsorted(np.cumsum(p[order]), 0.8)) + 1
    p[order[size:]] = 0
    assert 1 < size < 4
    settings = {"temperature": 1.5, "k": 4, "p": 0.8, "forbidden": [1]}
    texts = np.array(generate(model, [2, 4], 1, m=20_000, seed=0, **settings))  # (m, 1)
    assert p_value(texts, p / p.sum()) > 0.001


def test_temperature_zero_follows_the_most_probable_tokens() -> None:
    model = Pairs()
    before, now, expected = 2, 4, []
    for _ in range(10):
        before, now = now, int(model.log_p[before, now].argmax())
        expected.append(now)
    assert generate(model, [2, 4], 10, temperature=0) == expected
    assert generate(model, [2, 4], 10, k=1, seed=5) == expected
    assert generate(model, [2, 4], 10, p=1e-9, seed=6) == expected
    assert generate(model, [2, 4], 10, temperature=1e-3, seed=7) == expected


def test_a_seed_gives_the_same_text_and_no_seed_others() -> None:
    model = Pairs()
    assert generate(model, [1], 30, seed=3) == generate(model, [1], 30, seed=3)
    assert generate(model, [1], 30, seed=3) != generate(model, [1], 30, seed=4)
    assert generate(model, [1], 30) != generate(model, [1], 30)
    three = generate(model, [1], 30, seed=3, m=3)
    assert [len(text) for text in three] == [30] * 3
    assert three[0] != three[1] != three[2]
    assert three == generate(model, [1], 30, seed=3, m=3)


@pytest.mark.parametrize(
    "settings", [{}, {"temperature": 0.5, "k": 3}, {"p": 0.7, "stop": [0]}, {"forbidden": [2, 3]}]
)
def test_the_stream_is_the_same_text(settings: dict) -> None:
    for seed in range(5):
        whole = generate(Pairs(), [1, 5], 40, seed=seed, **settings)
        assert list(stream(Pairs(), [1, 5], 40, seed=seed, **settings)) == whole
        assert whole == generate(Pairs(), [1, 5], 40, seed=seed, m=1, **settings)[0]


def test_a_stream_without_length_goes_on_and_reads_no_further_than_asked() -> None:
    model = Pairs()
    tokens = stream(model, [1], seed=0)
    assert [next(tokens) for _ in range(100)] == generate(Pairs(), [1], 100, seed=0)
    assert model.steps == 100  # the prompt, and 99 tokens that were fed back


def test_a_stop_token_ends_a_text_and_is_not_part_of_it() -> None:
    free = generate(Pairs(), [1], 200, seed=0)
    stop = free[12]
    cut = generate(Pairs(), [1], 200, seed=0, stop=[stop])
    assert cut == free[: free.index(stop)]
    texts = generate(Pairs(), [1], 200, seed=0, stop=[0, 3], m=50)
    assert all({0, 3}.isdisjoint(text) for text in texts)
    assert len(set(map(len, texts))) > 3  # each ends where it ends


def test_texts_side_by_side_end_when_the_last_has_ended() -> None:
    model = Pairs()
    texts = generate(model, [1], 10_000, seed=0, stop=[0, 3], m=20)
    assert model.steps == max(map(len, texts)) + 1


def test_forbidden_tokens_are_never_drawn() -> None:
    texts = generate(Pairs(), [1], 200, seed=0, forbidden=[0, 3], m=10)
    assert {token for text in texts for token in text} == {1, 2, 4, 5}


@pytest.mark.parametrize("length", [1, 50, 400])
def test_a_token_costs_one_step_wherever_it_stands(length: int) -> None:
    """The prompt is read once, each token is fed back once: there is no reading anew."""
    model = Pairs()
    generate(model, [1, 2, 3], length, seed=0)
    assert model.steps == 3 + length - 1
    assert {ids.shape for ids in model.fed} == {(1,)}


def test_no_length_no_token() -> None:
    assert generate(Pairs(), [1], 0) == []
    assert generate(Pairs(), [1], 0, m=2) == [[], []]
    assert list(stream(Pairs(), [1], 0)) == []


def test_log_probabilities_of_a_text() -> None:
    model = Pairs()
    expected = [model.log_p[V, 2, 4], model.log_p[2, 4, 1], model.log_p[4, 1, 1]]
    np.testing.assert_allclose(log_probabilities(model, [2, 4, 1, 1]), expected)


def test_n_grams_generate_too() -> None:
    model = AddK(3, V, k=0.1).fit([[0, 1, 2, 3, 4, 5] * 4, [5, 4, 3, 2, 1, 0] * 3])
    assert isinstance(model, LanguageModel)
    texts = np.array(generate(model, [2, 1], 2, m=20_000, seed=0))  # (m, 2)
    assert p_value(texts[:, 0], model.probabilities([2, 1])) > 0.001
    assert p_value(texts[texts[:, 0] == 0, 1], model.probabilities([1, 0])) > 0.001
    assert generate(model, [0, 1], 4, temperature=0) == [2, 3, 4, 5]
    expected = model.log_probabilities([0, 1, 2, 4])[1:]
    np.testing.assert_allclose(log_probabilities(model, [0, 1, 2, 4]), expected)


# --- Bad input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"prompt": []}, "prompt must hold at least one token"),
        ({"prompt": [V]}, "prompt must lie between 0 and 5, got 6"),
        ({"prompt": [-1]}, "prompt must lie between 0 and 5, got -1"),
        ({"prompt": [[1]]}, "prompt must be one row of whole numbers"),
        ({"prompt": "ab"}, "prompt must hold whole numbers"),
        ({"length": -1}, "length must be a whole number of at least 0, got -1"),
        ({"length": 2.5}, "length must be a whole number of at least 0, got 2.5"),
        ({"temperature": -1}, "temperature must be at least 0, got -1"),
        ({"temperature": float("nan")}, "temperature must be at least 0, got nan"),
        ({"k": 0}, "k must be a whole number of at least 1, got 0"),
        ({"p": 0}, "p must lie above 0"),
        ({"p": 1.5}, "p must lie above 0"),
        ({"stop": [9]}, "stop must lie between 0 and 5, got 9"),
        ({"forbidden": [9]}, "ids must lie between 0 and 5, got 9"),
        ({"forbidden": range(V)}, "every token that could come is forbidden"),
        ({"model": "no model"}, "model must be a language model .* got str"),
    ],
)
def test_bad_input_is_named_before_anything_is_drawn(arguments: dict, message: str) -> None:
    call = {"model": Pairs(), "prompt": [1], "length": 5} | arguments
    for function in (generate, stream):  # an iterator that is never asked says it, too
        with pytest.raises(ValueError, match=message):
            function(**call)


def test_other_bad_input() -> None:
    with pytest.raises(ValueError, match="m must be a whole number of at least 1, got 0"):
        generate(Pairs(), [1], 5, m=0)
    with pytest.raises(ValueError, match="ids must hold two tokens at least"):
        log_probabilities(Pairs(), [1])


def test_k_above_the_vocabulary_keeps_all() -> None:
    assert generate(Pairs(), [1], 30, seed=0, k=100) == generate(Pairs(), [1], 30, seed=0)
