"""Loading reviews: the three places, archives good and bad, checksums and the cache."""

import hashlib
import io
import os
import tarfile
from pathlib import Path

import numpy as np
import pytest

from lib import _cache
from lib.datasets import (
    BrokenFileError,
    ChecksumError,
    DatasetError,
    MissingDataError,
    grammar,
    load_reviews,
    places,
    reviews,
)

pytestmark = pytest.mark.usefixtures("nothing_here")


@pytest.fixture
def few(monkeypatch):
    """The embedded corpus made small, as its size does not matter here."""
    monkeypatch.setattr(reviews, "_EMBEDDED_SIZES", (50, 10))


@pytest.fixture(autouse=True)
def six_of_each_kind(monkeypatch):
    """What the archives here hold; the real one holds 12,500."""
    monkeypatch.setattr(reviews, "_EACH", 6)


@pytest.fixture
def mirror(monkeypatch, tmp_path):
    folder = tmp_path / "mirror"
    folder.mkdir()
    monkeypatch.setenv("COURSE_DATA", str(folder))
    return folder


TEXTS = {
    f"aclImdb/{split}/{kind}/{i}_{stars}.txt": f"{split} {kind} {i}: caf\u00e9 <br /> ".encode() * 40
    for split in ("train", "test")
    for kind, stars in (("pos", 9), ("neg", 2))
    for i in range(6)
}
OTHERS = {
    "aclImdb/README": b"read me",
    "aclImdb/train/unsup/0_0.txt": b"no label",
    "aclImdb/train/urls_pos.txt": b"http",
    "aclImdb/train/pos/labels.dat": b"no text",
}


def write_archive(path, members=None, prefix=""):
    """A small aclImdb archive, packed as the ending of its name says."""
    with tarfile.open(path, f"w:{path.suffix[1:]}") as archive:
        for name, data in ({**TEXTS, **OTHERS} if members is None else members).items():
            member = tarfile.TarInfo(prefix + name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def write_sums(path):
    """States the checksum of a file as a mirror does."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (path.parent / "SHA256SUMS").write_text(f"{digest}  {path.name}\n")


@pytest.mark.parametrize("ending", ["gz", "xz"])
@pytest.mark.parametrize("prefix", ["", "./"])
def test_archive_is_read_with_its_labels(mirror, ending, prefix, capsys):
    write_sums(write_archive(mirror / f"aclImdb_v1.tar.{ending}", prefix=prefix))
    splits = load_reviews("real")
    assert (splits.source, splits.corpus) == ("mirror", "real")
    for split, part in (("train", splits.train), ("test", splits.test)):
        assert len(part) == 12
        for text, label in zip(part.texts, part.labels, strict=True):
            assert text.startswith(f"{split} {'pos' if label else 'neg'} ")
            assert "café" in text
        assert part.labels.dtype == np.int64
        assert 0 < part.labels[:6].sum() < 6  # shuffled: both labels in the first half
    out = capsys.readouterr().out
    assert out == "Reviews: 12 train + 12 test (real), from the folder that COURSE_DATA names.\n"
    assert str(mirror) not in out


def test_order_does_not_depend_on_the_archive(mirror):
    path = mirror / "aclImdb_v1.tar.xz"
    first = load_reviews_from(write_archive(path))
    again = load_reviews_from(write_archive(path, dict(reversed(TEXTS.items()))))
    assert first.train.texts == again.train.texts
    assert first.test.labels.tolist() == again.test.labels.tolist()


def load_reviews_from(path):
    assert path.is_file()
    return load_reviews("real")


@pytest.mark.parametrize("ending", ["gz", "xz"])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.97, 0.999])
def test_archive_cut_short_is_named(tmp_path, ending, share):
    path = write_archive(tmp_path / f"aclImdb_v1.tar.{ending}")
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(BrokenFileError, match=r"aclImdb_v1\.tar\.\w+ .*copy or download it again"):
        reviews.read_archive(path)


@pytest.mark.parametrize("ending", ["gz", "xz"])
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_in_the_middle_is_found(tmp_path, ending, share):
    path = write_archive(tmp_path / f"aclImdb_v1.tar.{ending}")
    data = bytearray(path.read_bytes())
    data[int(share * len(data))] ^= 0x10
    path.write_bytes(data)
    with pytest.raises(BrokenFileError, match="cut short or is no tar archive"):
        reviews.read_archive(path)


def test_archive_that_ends_between_members_is_found(tmp_path):
    """A tar file without its end mark, packed whole: no packing error gives it away."""
    import gzip

    path = write_archive(tmp_path / "aclImdb_v1.tar.gz")
    plain = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(plain[: 4 * 512]))
    with pytest.raises(BrokenFileError, match="reviews in aclImdb/train/neg/, not 6"):
        reviews.read_archive(path)


def test_something_else_under_the_name(tmp_path):
    path = tmp_path / "aclImdb_v1.tar.gz"
    path.write_bytes(b"<html>404 not found</html>" * 100)
    with pytest.raises(BrokenFileError, match="is no tar archive"):
        reviews.read_archive(path)


def test_member_that_is_no_text_is_named(tmp_path):
    members = {**TEXTS, "aclImdb/test/pos/99_9.txt": b"\xff\xfe bad"}
    path = write_archive(tmp_path / "aclImdb_v1.tar.gz", members)
    with pytest.raises(BrokenFileError, match=r"member aclImdb/test/pos/99_9\.txt is not UTF-8"):
        reviews.read_archive(path)


def test_links_and_folders_in_an_archive_are_no_reviews(tmp_path):
    path = tmp_path / "aclImdb_v1.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in TEXTS.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("aclImdb/train/pos/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        folder = tarfile.TarInfo("aclImdb/train/neg/folder.txt")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    train, _ = reviews.read_archive(path)
    assert len(train) == 12


@pytest.mark.parametrize("kind", ["train/pos", "train/neg", "test/pos", "test/neg"])
def test_archive_without_one_kind_is_refused(tmp_path, kind):
    members = {name: data for name, data in TEXTS.items() if kind not in name}
    path = write_archive(tmp_path / "aclImdb_v1.tar.gz", members)
    with pytest.raises(BrokenFileError, match=f"0 reviews in aclImdb/{kind}/, not 6"):
        reviews.read_archive(path)


def test_a_small_archive_does_not_pass_as_the_real_one(mirror, monkeypatch):
    monkeypatch.setattr(reviews, "_EACH", 12_500)
    write_sums(write_archive(mirror / "aclImdb_v1.tar.xz"))
    with pytest.raises(BrokenFileError, match=r"6 reviews in aclImdb/train/neg/, not 12,500"):
        load_reviews()


@pytest.mark.parametrize("sparse", [False, True])
def test_member_that_says_it_is_huge_is_not_read(tmp_path, sparse):
    """A sparse file of 1 TB takes a few bytes in an archive, and all memory when it is read."""
    member = tarfile.TarInfo("aclImdb/train/pos/99_9.txt")
    member.size = 1 << 40
    if sparse:
        member.size = 512
        member.type = tarfile.REGTYPE
        member.pax_headers = {
            "GNU.sparse.major": "1",
            "GNU.sparse.minor": "0",
            "GNU.sparse.name": member.name,
            "GNU.sparse.realsize": str(1 << 40),
        }
    path = tmp_path / "aclImdb_v1.tar.gz"
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(member)
        archive.fileobj.write(b"0\n".ljust(512, b"\0"))  # a map without data
    with pytest.raises(BrokenFileError, match=r"99_9\.txt says that it has 1,099,511,627,776 bytes"):
        reviews.read_archive(path)


def test_archive_that_may_not_be_read_is_not_called_damaged(unprivileged):
    path = write_archive(unprivileged / "aclImdb_v1.tar.gz")
    path.chmod(0)
    with pytest.raises(BrokenFileError, match=r"aclImdb_v1\.tar\.gz cannot be read \(Permission denied\)"):
        reviews.read_archive(path)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_disk_that_fails_is_not_called_a_damaged_archive(tmp_path):
    path = tmp_path / "aclImdb_v1.tar.gz"
    path.symlink_to("/proc/self/mem")
    with pytest.raises(BrokenFileError, match=r"aclImdb_v1\.tar\.gz cannot be read \(Input/output error\)"):
        reviews.read_archive(path)


def test_home_folder_may_be_named_by_its_sign(monkeypatch, tmp_path):
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    for folder in ("mirror", "loads"):
        (tmp_path / folder).mkdir()
    monkeypatch.setenv("COURSE_DOWNLOADS", "~/loads")
    write_sums(write_archive(tmp_path / "loads" / "aclImdb_v1.tar.gz"))
    assert load_reviews().source == "downloads"
    monkeypatch.setenv("COURSE_DATA", "~/mirror")
    write_archive(tmp_path / "mirror" / "aclImdb_v1.tar.xz")
    assert load_reviews().source == "mirror"
    monkeypatch.setenv("COURSE_DATA", "~no_such_user/mirror")
    with pytest.raises(MissingDataError, match="COURSE_DATA names ~no_such_user/mirror, which is no"):
        load_reviews()


def test_folder_that_may_not_be_looked_into_is_named(unprivileged, monkeypatch):
    folder = unprivileged / "mirror"
    folder.mkdir()
    write_archive(folder / "aclImdb_v1.tar.xz")
    monkeypatch.setenv("COURSE_DATA", str(folder))
    monkeypatch.setenv("COURSE_CACHE", str(unprivileged / "cache"))
    for closed in (folder, unprivileged):
        closed.chmod(0)
        for corpus in (None, "real"):
            with pytest.raises(BrokenFileError, match=r"mirror\S* cannot be read \(Permission denied\)"):
                load_reviews(corpus)
        closed.chmod(0o700)


def test_file_that_may_not_be_read_is_named(unprivileged, monkeypatch):
    path = write_archive(unprivileged / "aclImdb_v1.tar.xz")
    monkeypatch.setenv("COURSE_DATA", str(unprivileged))
    monkeypatch.setenv("COURSE_CACHE", str(unprivileged / "cache"))
    path.chmod(0)
    with pytest.raises(BrokenFileError, match=r"aclImdb_v1\.tar\.xz cannot be read .*Check its permissions"):
        load_reviews()


def test_folder_that_is_not_there_is_named(monkeypatch, tmp_path, few):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "nowhere"))
    for corpus in (None, "real"):
        with pytest.raises(MissingDataError, match=r"COURSE_DATA names .*nowhere, which is not a folder"):
            load_reviews(corpus)
    assert load_reviews("embedded").source == "embedded"  # asked for by name, so the folder does not matter


def test_file_instead_of_a_folder(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "file"))
    with pytest.raises(MissingDataError, match="not a folder"):
        load_reviews()


def test_real_ones_that_are_not_here(mirror):
    with pytest.raises(MissingDataError, match=r"python -m lib\.datasets imdb"):
        load_reviews("real")


def test_unknown_corpus():
    with pytest.raises(ValueError, match='corpus must be "real"'):
        load_reviews("imdb")


def test_places_in_their_order(monkeypatch, mirror, tmp_path, few, capsys):
    assert load_reviews().source == "embedded"
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    write_sums(write_archive(downloads / "aclImdb_v1.tar.gz"))
    assert load_reviews().source == "downloads"
    write_archive(mirror / "aclImdb_v1.tar.xz")
    assert load_reviews().source == "mirror"
    assert load_reviews("embedded").source == "embedded"
    monkeypatch.setenv("COURSE_DATA", "")
    assert load_reviews("real").source == "downloads"
    lines = capsys.readouterr().out.splitlines()
    assert [line.rpartition("from ")[2] for line in lines] == [
        "the embedded corpus.",
        "the downloads.",
        "the folder that COURSE_DATA names.",
        "the embedded corpus.",
        "the downloads.",
    ]


def test_checksum_of_the_publisher(mirror):
    write_archive(mirror / "aclImdb_v1.tar.gz")
    with pytest.raises(ChecksumError, match=r"aclImdb_v1\.tar\.gz has md5 \w+, expected 7c2ac02c"):
        load_reviews()


def test_checksum_of_the_mirror(mirror):
    path = write_archive(mirror / "aclImdb_v1.tar.xz")
    write_sums(path)
    assert len(load_reviews().train) == 12
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(ChecksumError, match=r"aclImdb_v1\.tar\.xz has sha256 .*SHA256SUMS beside it"):
        load_reviews()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_checksums_as_windows_writes_them(mirror, encoding):
    """With a mark at the beginning, in UTF-16, with other line ends and in capitals, as PowerShell does."""
    path = write_archive(mirror / "aclImdb_v1.tar.xz")
    digest = hashlib.sha256(path.read_bytes()).hexdigest().upper()
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    (mirror / "SHA256SUMS").write_bytes(f"{mark}{digest} *{path.name}\r\n".encode(encoding))
    assert len(load_reviews().train) == 12
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(ChecksumError, match=rf"expected {digest.lower()}"):
        load_reviews()


@pytest.mark.parametrize(
    ("sums", "message"),
    [
        (b"\xff\x00\xff", r"SHA256SUMS is not UTF-8 text"),
        (b"", r"SHA256SUMS is empty"),
        (
            b"# ours\nabc  aclImdb_v1.tar.xz\n",
            r"SHA256SUMS, line 2: no SHA-256 checksum stands before",
        ),
    ],
)
def test_bad_checksum_file_is_blamed_and_not_the_data(mirror, sums, message):
    write_archive(mirror / "aclImdb_v1.tar.xz")
    (mirror / "SHA256SUMS").write_bytes(sums)
    with pytest.raises(BrokenFileError, match=message):
        load_reviews()


def test_checksum_is_not_computed_twice(mirror, monkeypatch):
    path = write_archive(mirror / "aclImdb_v1.tar.xz")
    write_sums(path)
    first = places.digest(path)
    monkeypatch.setattr(places, "file_hash", lambda *_: pytest.fail("read again"))
    assert places.digest(path) == first


def test_a_changed_file_is_read_again(mirror):
    path = write_archive(mirror / "aclImdb_v1.tar.xz")
    load_reviews()
    write_archive(path, {name: data[:50] for name, data in TEXTS.items()})
    os.utime(path, ns=(1, 1))
    assert all(len(text) < 50 for text in load_reviews().train.texts)


def test_second_load_does_not_open_the_archive(mirror, monkeypatch):
    write_archive(mirror / "aclImdb_v1.tar.xz")
    first = load_reviews()
    monkeypatch.setattr(reviews, "read_archive", lambda _: pytest.fail("read again"))
    again = load_reviews()
    assert again.train.texts == first.train.texts
    assert again.test.texts == first.test.texts
    np.testing.assert_array_equal(again.train.labels, first.train.labels)


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda _: b"", lambda _: b"x" * 999])
def test_damaged_cache_is_built_again(mirror, damage):
    write_archive(mirror / "aclImdb_v1.tar.xz")
    first = load_reviews()
    (entry,) = _cache.folder().glob("reviews-*.npz")
    entry.write_bytes(damage(entry.read_bytes()))
    for checked in _cache.folder().glob("checked-*.json"):
        checked.write_bytes(damage(checked.read_bytes()))
    assert load_reviews().train.texts == first.train.texts
    assert entry.stat().st_size > 1000


def test_cache_that_lacks_the_labels_is_built_again(mirror):
    write_archive(mirror / "aclImdb_v1.tar.xz")
    first = load_reviews()
    (entry,) = _cache.folder().glob("reviews-*.npz")
    with np.load(entry) as stored:
        np.savez(entry, **{name: stored[name] for name in stored.files if name != "labels"})
    for _ in range(2):
        np.testing.assert_array_equal(load_reviews().train.labels, first.train.labels)


def test_a_failed_read_leaves_nothing_in_the_cache(mirror):
    path = write_archive(mirror / "aclImdb_v1.tar.xz")
    whole = path.read_bytes()
    path.write_bytes(whole[:-200])
    with pytest.raises(BrokenFileError):
        load_reviews()
    assert not list(_cache.folder().glob("reviews-*"))
    path.write_bytes(whole)
    assert len(load_reviews().train) == 12


def test_embedded_ones_are_drawn_once(few, monkeypatch):
    first = load_reviews("embedded")
    monkeypatch.setattr(grammar, "make_reviews", lambda *_, **__: pytest.fail("drawn again"))
    assert load_reviews("embedded").train.texts == first.train.texts


def test_embedded_sizes(capsys):
    splits = load_reviews("embedded")
    assert (len(splits.train), len(splits.test)) == (25_000, 5_000)
    assert len({*splits.train.texts, *splits.test.texts}) == 30_000
    for part in (splits.train.labels[:20_000], splits.train.labels[20_000:], splits.test.labels):
        assert 0.47 < part.mean() < 0.53
    assert (splits.source, splits.corpus) == ("embedded", "embedded")
    expected = "Reviews: 25,000 train + 5,000 test (embedded), from the embedded corpus.\n"
    assert capsys.readouterr().out == expected


def test_every_error_is_a_dataset_error():
    assert all(
        issubclass(error, DatasetError) for error in (BrokenFileError, ChecksumError, MissingDataError)
    )
