"""What is kept on disk between runs, and what happens when files or disks are damaged."""

import errno
import os
import pickle
import stat
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib import _cache

NUMBERS = np.arange(30_000)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that does not exist yet."""
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


class Numbers:
    """A result whose making is counted."""

    def __init__(self) -> None:
        self.built = 0

    def build(self) -> _cache.Arrays:
        self.built += 1
        return {"numbers": NUMBERS, "raw": np.frombuffer(b"abc", dtype=np.uint8)}

    def get(self, key: str = "key", **options: int) -> list[int]:
        return _cache.cached("kind", key, self.build, lambda arrays: arrays["numbers"].tolist(), **options)


def test_the_second_time_comes_from_the_cache(cache: Path) -> None:
    numbers = Numbers()
    for _ in range(2):
        assert numbers.get() == NUMBERS.tolist()
        assert numbers.built == 1
    assert [file.name for file in cache.iterdir()] == ["kind-key.npz"]
    numbers.get("other")
    assert numbers.built == 2


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-50])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip_a_number(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"\x93NUMPY") + 130] ^= 0xFF  # the first number after an array's header
    path.write_bytes(content)


def flip_the_size(path: Path) -> None:
    """One bit, and 30,000 numbers are 20,000: what was left out was never read, so no checksum told."""
    content = path.read_bytes()
    assert ord("3") ^ ord("2") == 1
    assert content.count(b"(30000,)") == 1
    path.write_bytes(content.replace(b"(30000,)", b"(20000,)"))


def other_arrays(path: Path) -> None:
    np.savez(path, other=np.zeros(3))


def no_arrays(path: Path) -> None:
    np.savez(path)


def objects(path: Path) -> None:
    np.savez(path, numbers=np.array([1, "a", None], dtype=object))


def pickled(path: Path) -> None:
    path.write_bytes(pickle.dumps({"numbers": NUMBERS}))


@pytest.mark.parametrize(
    "damage", [cut, empty, flip_a_number, flip_the_size, other_arrays, no_arrays, objects, pickled]
)
def test_a_damaged_file_is_built_again(damage: Callable[[Path], None], cache: Path) -> None:
    numbers = Numbers()
    numbers.get()
    damage(cache / "kind-key.npz")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert numbers.get() == NUMBERS.tolist()
    assert numbers.built == 2
    assert numbers.get() == NUMBERS.tolist()
    assert numbers.built == 2  # and kept again


def test_what_others_have_pickled_is_never_loaded(cache: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
            return Path.touch, (cache / "sprung",)

    cache.mkdir()
    np.savez(cache / "kind-key.npz", numbers=np.array([Trap()], dtype=object))
    assert Numbers().get() == NUMBERS.tolist()
    assert not (cache / "sprung").exists()


@given(position=st.integers(0, 10_000), change=st.integers(1, 255))
def test_no_changed_byte_gives_another_result(position: int, change: int, tmp_path_factory) -> None:
    path = tmp_path_factory.mktemp("flip") / "kind-key.npz"
    arrays = {"numbers": np.arange(50), "raw": np.frombuffer(b"abc", dtype=np.uint8)}
    np.savez(path, **arrays)
    content = bytearray(path.read_bytes())
    content[position % len(content)] ^= change
    path.write_bytes(content)
    try:
        read = _cache._read(path)
    except Exception:
        return
    for name, array in read.items():  # bytes such as a member's date carry nothing
        np.testing.assert_array_equal(array, arrays[name])


def test_an_error_while_building_names_no_cache(cache: Path) -> None:
    def fail() -> _cache.Arrays:
        raise ValueError("the archive is broken")

    with pytest.raises(ValueError, match="archive is broken") as caught:
        _cache.cached("kind", "key", fail, len)
    assert caught.value.__context__ is None
    assert not cache.exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_cannot_be_written_costs_speed_only(
    code: int, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **keywords: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(np, "savez", fail)
    for _ in range(2):
        with pytest.warns(UserWarning, match=f"not kept for next time.*{os.strerror(code)}"):
            assert Numbers().get() == NUMBERS.tolist()
    assert list(cache.iterdir()) == []


def test_a_file_where_the_folder_should_be_costs_speed_only(cache: Path) -> None:
    cache.write_text("in the way")
    with pytest.warns(UserWarning, match="not kept"):
        assert Numbers().get() == NUMBERS.tolist()
    assert cache.read_text() == "in the way"


def test_a_folder_in_place_of_the_file_costs_speed_only(cache: Path) -> None:
    (cache / "kind-key.npz" / "inside").mkdir(parents=True)
    with pytest.warns(UserWarning, match="not kept"):
        assert Numbers().get() == NUMBERS.tolist()


def test_an_interrupted_write_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **keywords: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez", interrupt)
    with pytest.raises(KeyboardInterrupt):
        Numbers().get()
    assert list(cache.iterdir()) == []


def test_what_was_unused_for_longest_goes_first(cache: Path) -> None:
    numbers = Numbers()
    for age, key in ((30, "old"), (20, "new")):
        numbers.get(key)
        os.utime(cache / f"kind-{key}.npz", (time.time() - age,) * 2)
    numbers.get("old")  # used just now
    numbers.get("third", keep=2)
    assert {file.name for file in cache.iterdir()} == {"kind-old.npz", "kind-third.npz"}


def test_what_a_killed_process_left_goes_with_the_oldest(cache: Path) -> None:
    cache.mkdir()
    left, other = cache / "kind-a.npz.1.part", cache / "another-a.npz.2.part"
    for part in (left, other):
        part.touch()
        os.utime(part, (time.time() - 60,) * 2)
    numbers = Numbers()
    numbers.get("first", keep=2)
    assert left.exists()  # it may still be written
    numbers.get("second", keep=2)
    assert {file.name for file in cache.iterdir()} == {"kind-first.npz", "kind-second.npz", other.name}


def test_a_link_in_the_cache_is_replaced_and_its_target_left_alone(cache: Path, tmp_path: Path) -> None:
    """Nothing that a reader has saved lies here: a file of the cache is never written through a link."""
    target = tmp_path / "mine.txt"
    target.write_text("mine")
    cache.mkdir()
    (cache / "kind-key.npz").symlink_to(target)
    assert Numbers().get() == NUMBERS.tolist()
    assert target.read_text() == "mine"
    assert not (cache / "kind-key.npz").is_symlink()


def test_files_are_as_private_as_the_reader_wants_them(cache: Path) -> None:
    before = os.umask(0o077)
    try:
        Numbers().get()
    finally:
        os.umask(before)
    assert stat.S_IMODE((cache / "kind-key.npz").stat().st_mode) == 0o600


def test_a_home_folder_may_be_named_by_its_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("COURSE_CACHE", "~/kept")
    assert _cache.folder() == tmp_path / "kept"
    monkeypatch.setenv("COURSE_CACHE", "")
    assert _cache.folder().name == "unrolled"


@given(st.lists(st.text(st.characters(), max_size=5), max_size=5))
@example(["\ud83d\ude00", "\U0001f600"])  # two lone surrogates do not become one character
def test_strings_survive_packing(strings: list[str]) -> None:
    assert _cache.unpack_strings(_cache.pack_strings(strings, "s"), "s") == strings


def test_the_fingerprint_tells_where_strings_end() -> None:
    groups = ([["ab", "c"]], [["a", "bc"]], [["abc"]], ["abc"], ["ab", "c"], [[], ["abc"]], [["ab"], ["c"]])
    prints = {_cache.fingerprint(*parts) for parts in groups}
    assert len(prints) == 5  # a string counts as a sequence of one
    assert _cache.fingerprint("\ud83d\ude00") != _cache.fingerprint("\U0001f600")
    assert _cache.fingerprint("words 1", ["a", "b"]) == _cache.fingerprint("words 1", iter(["a", "b"]))
