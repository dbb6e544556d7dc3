"""n-grams beside a slow count in plain Python, and beside NLTK."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.lm import KneserNeyInterpolated, Lidstone
from nltk.util import everygrams

from lib import text
from lib.models.ngrams import AddK, KneserNey

V = 4
TEXTS = st.lists(st.lists(st.integers(0, V - 1), max_size=12), min_size=1, max_size=3).filter(any)
CONTEXTS = st.lists(st.integers(0, V - 1), max_size=5)
ORDERS = st.integers(1, 4)
BOS = st.sampled_from([None, 0])


def ends_of(texts: Sequence[Sequence[int]], n: int, bos: int | None) -> list[tuple[list[int], int]]:
    """Each token of each text, as a row and a place in it; `bos` before a text is no such token."""
    before = [] if bos is None else [bos] * (n - 1)
    return [(before + list(row), len(before) + i) for row in texts for i in range(len(row))]


def last_of(context: list[int], n: int, bos: int | None) -> tuple[int, ...]:
    full = ([] if bos is None else [bos] * (n - 1)) + context
    return tuple(full[len(full) - min(n - 1, len(full)) :])


def slow_add_k(texts, n: int, k: float, bos: int | None, context: list[int]) -> list[float]:
    before = last_of(context, n, bos)
    length = len(before)
    counts = Counter(
        r[i] for r, i in ends_of(texts, n, bos) if i >= length and tuple(r[i - length : i]) == before
    )
    total = counts.total() + k * V
    return [(counts[w] + k) / total if total else 1 / V for w in range(V)]


def slow_kneser_ney(texts, n: int, discount: float, bos: int | None, context: list[int]) -> list[float]:
    """The definition of Chen and Goodman, by recursion over the length of the context."""
    ends = ends_of(texts, n, bos)

    def counts_after(length: int) -> dict[tuple[int, ...], Counter[int]]:
        found: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
        for row, i in ends:
            if i >= length:
                found[tuple(row[i - length : i])][row[i]] += 1
        if length == n - 1:
            return found
        seen: dict[tuple[int, ...], Counter[int]] = defaultdict(Counter)
        for row, i in {(tuple(r[i - length - 1 : i + 1]), length + 1) for r, i in ends if i > length}:
            seen[row[1:-1]][row[i]] += 1
        return seen

    def distribution(before: tuple[int, ...]) -> list[float]:
        shorter = distribution(before[1:]) if before else [1 / V] * V
        counts = counts_after(len(before)).get(before, Counter())
        if not counts.total():
            return shorter
        given_away = discount * len(counts) / counts.total()
        return [max(counts[w] - discount, 0) / counts.total() + given_away * shorter[w] for w in range(V)]

    return distribution(last_of(context, n, bos))


@given(TEXTS, CONTEXTS, ORDERS, BOS, st.sampled_from([0.0, 0.1, 1.0]))
def test_add_k_is_its_definition(texts, context, n, bos, k) -> None:
    model = AddK(n, V, k, bos).fit(texts)
    np.testing.assert_allclose(model.probabilities(context), slow_add_k(texts, n, k, bos, context))


@given(TEXTS, CONTEXTS, ORDERS, BOS, st.sampled_from([0.1, 0.75]))
def test_kneser_ney_is_its_definition(texts, context, n, bos, discount) -> None:
    model = KneserNey(n, V, discount, bos).fit(texts)
    np.testing.assert_allclose(
        model.probabilities(context), slow_kneser_ney(texts, n, discount, bos, context)
    )


def test_tokens_that_only_begin_a_text_stand_after_none() -> None:
    texts = [[0, 1, 0], [2, 1], [3, 1]]
    model = KneserNey(3, V).fit(texts)
    for context in ([2], [3], [0, 3], [3, 1]):
        np.testing.assert_allclose(
            model.probabilities(context), slow_kneser_ney(texts, 3, 0.75, None, context)
        )


@given(TEXTS, CONTEXTS, ORDERS, BOS)
def test_probabilities_add_up_to_one(texts, context, n, bos) -> None:
    for model in (AddK(n, V, 0.5, bos), KneserNey(n, V, bos=bos)):
        probabilities = model.fit(texts).probabilities(context)
        assert probabilities.sum() == pytest.approx(1)
        assert (probabilities > 0).all()


@given(TEXTS, CONTEXTS.filter(bool), ORDERS, BOS)
def test_a_sequence_is_the_chain_of_its_steps(texts, ids, n, bos) -> None:
    for model in (AddK(n, V, 0.5, bos).fit(texts), KneserNey(n, V, bos=bos).fit(texts)):
        one_by_one = [np.log(model.probabilities(ids[:t])[ids[t]]) for t in range(len(ids))]
        np.testing.assert_allclose(model.log_probabilities(ids), one_by_one)
        assert model.nats([ids]) == pytest.approx(-np.mean(one_by_one))


@given(TEXTS, st.lists(CONTEXTS.filter(lambda c: len(c) == 5), min_size=1, max_size=3), ORDERS, BOS)
def test_step_by_step_is_the_same_for_each_text(texts, rows, n, bos) -> None:
    for model in (AddK(n, V, 0.5, bos).fit(texts), KneserNey(n, V, bos=bos).fit(texts)):
        state = model.start(len(rows))
        for t in range(5):
            logs, state = model.step([row[t] for row in rows], state)
            expected = [np.log(model.probabilities(row[: t + 1])) for row in rows]
            np.testing.assert_allclose(logs, expected)
        last = len(rows) - 1
        np.testing.assert_array_equal(model.select(state, [last, 0]), state[[last, 0]])


@pytest.mark.parametrize("n", [1, 2, 3])
def test_add_k_is_lidstone_of_nltk(n: int) -> None:
    rng = np.random.default_rng(0)
    texts = [rng.integers(0, V, 30).tolist() for _ in range(3)]
    theirs = Lidstone(0.3, n)
    theirs.fit([everygrams(map(str, row), max_len=n) for row in texts], map(str, range(V)))
    ours = AddK(n, V + 1, 0.3).fit(texts)  # NLTK's vocabulary has <UNK> beside the tokens
    for context in ([0, 1, 2], [3, 3, 1]):
        before = [str(w) for w in last_of(context, n, None)]
        expected = [theirs.score(str(w), before) for w in range(V)]
        np.testing.assert_allclose(ours.probabilities(context)[:V], expected)


class _WithUniform(KneserNeyInterpolated):
    """NLTK's lowest order is neither discounted nor mixed; ours is, like every other order."""

    def unigram_score(self, word):
        continued, total = self.estimator._continuation_counts(word)
        followers = sum(self.estimator._continuation_counts(str(w))[0] > 0 for w in range(V))
        d = self.estimator.discount
        return max(continued - d, 0) / total + d * followers / total / V


@pytest.mark.parametrize("n", [2, 3, 4])
def test_kneser_ney_is_nltks(n: int) -> None:
    rng = np.random.default_rng(1)
    row = rng.integers(0, V, 40).tolist()
    # The beginning comes once more at the end: NLTK takes for a follower what follows at the beginning only.
    row += row[:n]
    theirs = _WithUniform(n, discount=0.4)
    theirs.fit([everygrams(map(str, row), max_len=n)], map(str, range(V)))
    ours = KneserNey(n, V, 0.4).fit([row])
    for context in ([0, 1, 2], [3, 3, 1], row[5:8]):
        before = [str(w) for w in last_of(context, n, None)]
        expected = [theirs.score(str(w), before) for w in range(V)]
        np.testing.assert_allclose(ours.probabilities(context), expected)


def test_francisco_is_expected_after_san_only() -> None:
    san, francisco, other = 0, 1, [2, 3, 4, 5]
    row = [san, francisco] * 20 + [token for o in other for token in (o, 6)] * 5
    v = 8
    by_count, by_continuation = AddK(1, v, 0).fit([row]), KneserNey(2, v).fit([row])
    never_seen = 7
    assert by_count.probabilities([])[francisco] == by_count.probabilities([])[6]  # equally frequent
    after = by_continuation.probabilities([never_seen])
    assert after[6] > 2 * after[francisco]  # but 6 follows four different tokens


def test_longer_contexts_help_on_text_only_when_smoothed_well() -> None:
    pattern = [0, 1, 0, 2]
    model = KneserNey(3, V).fit([pattern * 50])
    assert model.nats([pattern * 20]) < 0.1
    assert AddK(1, V).fit([pattern * 50]).nats([pattern * 20]) > 0.9
    assert AddK(2, V, 0).fit([[0, 1, 2]]).nats([[0, 2]]) == math.inf


def test_subword_units_are_ids_like_any_other() -> None:
    words = text.words("low lower lowest new newer newest wide wider widest " * 5)
    pieces = [piece for word in words for piece in (word[:3], word[3:] + "▁")]
    for tokens in (words, pieces, text.characters(" ".join(words))):
        vocabulary = text.Vocabulary.fit([tokens])
        model = KneserNey(3, len(vocabulary)).fit([vocabulary.encode(tokens)])
        assert model.nats([vocabulary.encode(tokens)]) < math.log(len(set(tokens))) / 2


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: AddK(0, V), "n must be a whole number of at least 1"),
        (lambda: AddK(2, 0), "v must be"),
        (lambda: AddK(2, V, -1), "k must be a number of at least 0"),
        (lambda: AddK(2, V, math.nan), "k must be a number"),
        (lambda: AddK(2, V, bos=V), "bos must lie between 0 and 3"),
        (lambda: KneserNey(2, V, 1.0), "discount must lie between 0 and 1"),
        (lambda: AddK(2, V).fit([[], []]), "no token to count"),
        (lambda: AddK(2, V).fit([]), "no token to count"),
        (lambda: AddK(2, V).fit([[0], [0, V]]), r"sequences\[1\] must lie between 0 and 3, got 4"),
        (lambda: AddK(2, V).probabilities([0]), "call fit first"),
        (lambda: AddK(2, V).fit([[0]]).probabilities([V]), "context must lie between"),
        (lambda: AddK(2, V).fit([[0]]).log_probabilities([[0]]), "one row"),
        (lambda: AddK(2, V).fit([[0]]).nats([[]]), "no token to judge"),
        (lambda: AddK(2, V).fit([[0]]).start(0), "m must be"),
    ],
)
def test_bad_input_says_what_is_wrong(make, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()
