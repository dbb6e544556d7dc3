"""The real data, where COURSE_DATA names a mirror of them."""

import os

import numpy as np
import pytest

from lib.datasets import (
    load_names,
    load_reviews,
    load_sentence_pairs,
    load_tagged_sentences,
    load_text,
    places,
    registry,
)

MIRROR = os.environ.get("COURSE_DATA")
pytestmark = pytest.mark.skipif(not MIRROR, reason="COURSE_DATA names no mirror of the real data sets")


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def here(name):
    found = places.find(name)
    if found is None or found.source != "mirror":
        pytest.skip(f"the mirror has no {name}")


def test_reviews():
    here("imdb")
    first, again = load_reviews("real"), load_reviews("real")
    assert first.source == "mirror"
    for part, same in ((first.train, again.train), (first.test, again.test)):
        assert len(part) == 25_000
        assert part.labels.sum() == 12_500
        assert part.texts == same.texts
        np.testing.assert_array_equal(part.labels, same.labels)
        assert 0.48 < part.labels[:20_000].mean() < 0.52
    assert len(set(first.train.texts) & set(first.test.texts)) == 123


@pytest.mark.parametrize(
    ("name", "characters", "distinct"),
    [("nietzsche", 600_893, 57), ("shakespeare", 1_115_394, 65), ("time_machine", 178_979, None)],
)
def test_texts(name, characters, distinct):
    here(name)
    text = load_text(name, "real")
    assert len(text) == characters
    assert distinct in (None, len(set(text)))


def test_names():
    here("names")
    names = load_names("real")
    assert len(names) == 32_033
    assert names[:3] == ["emma", "olivia", "ava"]


@pytest.mark.parametrize(("language", "count"), [("fra", 167_130), ("cmn", 21_007)])
def test_pairs(language, count):
    here(language)
    assert len(load_sentence_pairs(language, "real")) == count


def test_tagged_sentences():
    here("wnut17")
    splits = load_tagged_sentences("real")
    assert [len(part) for part in (splits.train, splits.validation, splits.test)] == [3394, 1009, 1287]


@pytest.mark.parametrize("name", ["shakespeare", "nietzsche", "time_machine", "names", "fra", "wnut17"])
def test_registry_knows_the_checksums_of_the_publishers_files(name):
    here(name)
    for file, path in zip(registry.DATA_SETS[name].files, places.find(name).paths, strict=True):
        places.check(path, file.checksums)
