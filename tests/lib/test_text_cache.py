"""What is kept on disk between runs, and what happens when the disk does not play along."""

import errno
import functools
import os
import time
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib import _cache, text
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


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-50])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"\x93NUMPY") + 130] ^= 0xFF  # the first number after an array's header
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def other_archive(path: Path) -> None:
    np.savez(path, other=np.zeros(3))


def other_key(path: Path) -> None:
    np.savez(path, key=np.array("0"), codes=np.zeros(3))


@pytest.mark.parametrize("damage", [cut, flip, empty, other_archive, other_key])
def test_a_damaged_file_is_built_again(damage, cache: Path, calls: list[str]) -> None:
    sound = list(text.tokenize(TEXTS, text.words))
    (file,) = cache.iterdir()
    damage(file)
    calls.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text.tokenize(TEXTS, text.words) == sound
    assert calls == TEXTS  # built again
    assert text.tokenize(TEXTS, text.words) == sound
    assert calls == TEXTS  # and kept again


@given(position=st.integers(0, 10_000), change=st.integers(1, 255))
def test_no_flipped_byte_gives_another_result(position: int, change: int, tmp_path_factory) -> None:
    path = tmp_path_factory.mktemp("flip") / "tokens-k.npz"
    arrays = {"numbers": np.arange(50), "raw": np.frombuffer(b"abc", dtype=np.uint8)}
    _cache._store(path, "k", arrays)
    content = bytearray(path.read_bytes())
    content[position % len(content)] ^= change
    path.write_bytes(content)
    read = _cache._read(path, "k")
    if read is not None:  # bytes such as a member's date carry nothing
        assert read.keys() == arrays.keys()
        assert all(np.array_equal(read[name], arrays[name]) for name in arrays)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_cannot_be_written_costs_speed_only(
    code: int, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments, **keywords) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(np, "savez", fail)
    for _ in range(2):
        with pytest.warns(UserWarning, match=f"not kept for next time.*{os.strerror(code)}.*free some space"):
            assert text.tokenize(TEXTS) == expected()
    assert list(cache.iterdir()) == []


def test_a_file_where_the_folder_should_be_costs_speed_only(cache: Path) -> None:
    cache.write_text("in the way")
    with pytest.warns(UserWarning, match="not kept"):
        assert text.tokenize(TEXTS) == expected()
    assert cache.read_text() == "in the way"


def test_a_folder_in_place_of_the_file_costs_speed_only(cache: Path) -> None:
    text.tokenize(TEXTS)
    (file,) = cache.iterdir()
    file.unlink()
    (file / "inside").mkdir(parents=True)
    with pytest.warns(UserWarning, match="not kept"):
        assert text.tokenize(TEXTS) == expected()


def test_an_interrupted_write_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments, **keywords) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez", interrupt)
    with pytest.raises(KeyboardInterrupt):
        text.tokenize(TEXTS)
    assert list(cache.iterdir()) == []


def test_the_entries_unused_for_longest_go_first(cache: Path) -> None:
    def entry(key: str) -> None:
        _cache.cached_arrays("kind", key, lambda: {"a": np.zeros(1)}, keep=2)

    for age, key in ((30, "old"), (20, "new")):
        entry(key)
        os.utime(cache / f"kind-{key}.npz", (time.time() - age,) * 2)
    entry("old")  # used just now
    entry("third")
    assert {file.name for file in cache.iterdir()} == {"kind-old.npz", "kind-third.npz"}


def test_parts_left_by_a_killed_process_are_swept_away_later(cache: Path) -> None:
    cache.mkdir()
    fresh, stale = cache / ".kind-a.npz.1.part", cache / ".kind-b.npz.2.part"
    for part in (fresh, stale):
        part.touch()
    os.utime(stale, (time.time() - 2 * 24 * 60 * 60,) * 2)
    _cache.cached_arrays("kind", "c", lambda: {"a": np.zeros(1)})
    assert fresh.exists()
    assert not stale.exists()


@given(st.lists(st.text(st.characters(), max_size=5), max_size=5))
@example(["\ud83d\ude00", "\U0001f600"])  # two lone surrogates do not become one character
def test_strings_survive_packing(strings: list[str]) -> None:
    assert _cache.unpack_strings(_cache.pack_strings(strings, "s"), "s") == strings


def test_the_fingerprint_tells_where_strings_end() -> None:
    prints = {
        _cache.fingerprint(*parts)
        for parts in ([["ab", "c"]], [["a", "bc"]], [["abc"]], ["abc"], [b"abc"], ["ab", "c"], [[], ["abc"]])
    }
    assert len(prints) == 6  # a string counts as a sequence of one
    assert _cache.fingerprint("words 1", TEXTS) == _cache.fingerprint("words 1", iter(TEXTS))


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
