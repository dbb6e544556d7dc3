"""Tokens that are kept between runs."""

import functools
import os
from pathlib import Path

import numpy as np
import pytest

from lib import text
from lib.text import tokens

TEXTS = ["It isn't <br /> bad.", "", "好 \ud800 Good"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet, and no corpus too small for it."""
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(tokens, "_LARGE", 0)
    return tmp_path / "cache"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that `words` really split, in order; its identity stays."""
    seen: list[str] = []
    original = text.words

    def counted(given_text: str, lower: bool = True) -> list[str]:
        seen.append(given_text)
        return original(given_text, lower)

    monkeypatch.setitem(tokens._VERSIONS, counted, tokens._VERSIONS[original])
    monkeypatch.setattr(text, "words", counted)
    return seen


def expected() -> list[list[str]]:
    return [text.words(each) for each in TEXTS]


def test_the_second_time_comes_from_the_cache(cache: Path, calls: list[str]) -> None:
    first = text.tokenize(TEXTS, text.words)
    assert calls == TEXTS
    second = text.tokenize(TEXTS, text.words)
    assert calls == TEXTS
    assert first == second == expected()
    assert second.codes.dtype == np.int32
    assert len(list(cache.iterdir())) == 1


def test_other_texts_and_other_tokenisers_are_other_entries(cache: Path) -> None:
    cased = functools.partial(text.words, lower=False)
    results = [
        text.tokenize(TEXTS),
        text.tokenize(TEXTS, cased),
        text.tokenize(TEXTS, text.characters),
        text.tokenize(TEXTS[::-1]),
        text.tokenize(["".join(TEXTS)]),
    ]
    assert len(list(cache.iterdir())) == 5
    assert results[1][2] == ["好", "\ud800", "Good"]
    assert results == [
        text.tokenize(TEXTS),
        text.tokenize(TEXTS, cased),
        text.tokenize(TEXTS, text.characters),
        text.tokenize(TEXTS[::-1]),
        text.tokenize(["".join(TEXTS)]),
    ]


def test_a_new_version_of_a_tokeniser_is_not_served_old_results(
    cache: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text.tokenize(TEXTS, text.words)
    monkeypatch.setitem(tokens._VERSIONS, text.words, "words 0")
    text.tokenize(TEXTS, text.words)
    assert calls == TEXTS * 2


def test_a_function_of_your_own_is_never_cached(cache: Path) -> None:
    text.tokenize(TEXTS, str.split)
    text.tokenize(TEXTS, functools.partial(str.split, sep=" "))
    assert not cache.exists()


def test_a_small_corpus_is_not_cached(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_LARGE", 1000)
    text.tokenize(TEXTS)
    assert not cache.exists()


@pytest.mark.skipif(not os.environ.get("COURSE_DATA"), reason="COURSE_DATA is not set: no real reviews here")
def test_real_reviews_from_the_cache_equal_those_without(tmp_path: Path, monkeypatch) -> None:
    from lib import datasets

    texts = datasets.load_reviews("real").test.texts[:6000]
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path))
    first, second = text.tokenize(texts), text.tokenize(texts)
    assert len(list(tmp_path.iterdir())) == 1
    assert first.types == second.types
    np.testing.assert_array_equal(first.codes, second.codes)
    np.testing.assert_array_equal(first.offsets, second.offsets)
    for i in range(0, len(texts), 500):
        assert second[i] == text.words(texts[i])
    vocabulary = text.Vocabulary.fit(second, size=10_000)
    assert "the" in vocabulary.tokens[2:5]
    assert "br" not in vocabulary.tokens[:200]  # the commonest "word" where the tags are kept
    assert 0.93 < vocabulary.coverage(second) < 0.98
