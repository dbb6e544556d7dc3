"""Texts, names, sentence pairs and tagged sentences: real formats, embedded stand-ins, bad files."""

import ast
import contextlib
import hashlib
import sysconfig
import zipfile

import pytest

from lib.datasets import (
    BrokenFileError,
    ChecksumError,
    MissingDataError,
    load_names,
    load_sentence_pairs,
    load_tagged_sentences,
    load_text,
    pairs,
    places,
)
from lib.datasets.files import read_zipped_text
from lib.datasets.tagging import read_conll

pytestmark = pytest.mark.usefixtures("nothing_here")


@pytest.fixture
def put(monkeypatch, tmp_path):
    """Puts a file into a mirror that states its checksums."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    monkeypatch.setenv("COURSE_DATA", str(folder))

    def write(name, data):
        (folder / name).write_bytes(data)
        with (folder / "SHA256SUMS").open("a") as sums:
            sums.write(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        return folder / name

    return write


def test_real_text(put, capsys):
    put("timemachine.txt", "The Time Machine\r\n\r\nCafé".encode())
    assert load_text("time_machine", "real") == "The Time Machine\n\nCafé"
    assert capsys.readouterr().out == (
        "Text time_machine: 22 characters, from the folder that COURSE_DATA names.\n"
    )


def test_nietzsche_is_lower_case_whichever_copy(put):
    put("nietzsche.txt", b"PREFACE\n\nSUPPOSING that Truth is a woman")
    assert load_text("nietzsche") == "preface\n\nsupposing that truth is a woman"


def test_known_copies_may_differ_from_the_publishers_file(put):
    path = put("fra-eng.zip", b"repacked")
    other = f"sha256:{hashlib.sha256(b'repacked').hexdigest()}"
    places.check(path, ("sha1:" + "0" * 40, other))
    with pytest.raises(ChecksumError, match="expected 000"):
        places.check(path, ("sha1:" + "0" * 40,))


@pytest.mark.parametrize("name", ["nietzsche", "shakespeare", "time_machine"])
def test_prose_stands_in(name, capsys):
    text = load_text(name)
    prose = load_text("prose")
    assert text == (prose.lower() if name == "nietzsche" else prose)
    assert 'the embedded corpus "prose"' in capsys.readouterr().out.splitlines()[0]
    with pytest.raises(MissingDataError, match=rf"python -m lib\.datasets {name}"):
        load_text(name, "real")


def test_prose_is_prose():
    prose = load_text("prose", "embedded")
    assert len(prose) > 100_000
    paragraphs = prose.strip().split("\n\n")
    assert len(paragraphs) == len(set(paragraphs)) > 300
    assert sum(c.isalpha() or c.isspace() for c in prose) > 0.9 * len(prose)
    assert "::=" not in prose
    assert ">>>" not in prose


def test_python_is_python():
    source = load_text("python")
    assert 400_000 < len(source) < 601_000
    assert source == load_text("python")
    assert len(ast.parse(source).body) > 300


def test_python_without_its_source(monkeypatch, tmp_path):
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    with pytest.raises(MissingDataError, match="no source of its standard library"):
        load_text("python")


@pytest.mark.parametrize("name", ["prose", "nietzsche"])
def test_unknown_corpus(name):
    with pytest.raises(ValueError, match="corpus must be"):
        load_text(name, "bogus")


def test_embedded_texts_are_never_real():
    for name in ("prose", "python"):
        with pytest.raises(MissingDataError, match="embedded text"):
            load_text(name, "real")


def test_unknown_text():
    with pytest.raises(ValueError, match="no text is called 'hamlet'; there are nietzsche"):
        load_text("hamlet")


@pytest.mark.parametrize("data", [b"", b"  \n\n"])
def test_empty_file_is_named(put, data):
    put("tinyshakespeare.txt", data)
    with pytest.raises(BrokenFileError, match=r"tinyshakespeare\.txt is empty"):
        load_text("shakespeare")


def test_file_that_is_no_text_is_named(put):
    put("names.txt", b"emma\n\xff\xfe\n")
    with pytest.raises(BrokenFileError, match=r"names\.txt is not UTF-8"):
        load_names()


def test_names(put, capsys):
    own = load_names("embedded")
    assert 300 < len(own) == len(set(own))
    assert all(name.isascii() and name.isalpha() and name.islower() for name in own)
    put("names.txt", b"emma\nolivia\nava")
    assert load_names() == ["emma", "olivia", "ava"]
    assert load_names("embedded") == own
    assert "Names: 3, from the folder that COURSE_DATA names." in capsys.readouterr().out


def test_pairs_from_a_zip(put):
    path = put("fra-eng.zip", b"")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_about.txt", "about")
        archive.writestr("fra.txt", "Go.\tVa !\nI see.\tJe vois.\tCC-BY 2.0 (France)\n")
    put("fra-eng.zip", path.read_bytes())
    (path.parent / "SHA256SUMS").write_text(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  fra-eng.zip\n")
    assert load_sentence_pairs("fra") == [("Go.", "Va !"), ("I see.", "Je vois.")]


def test_zip_cut_short_is_named(put, tmp_path):
    made = tmp_path / "made.zip"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("fra.txt", "Go.\tVa !\n" * 100)
    put("fra-eng.zip", made.read_bytes()[:-30])
    with pytest.raises(BrokenFileError, match=r"fra-eng\.zip is cut short or is no zip archive"):
        load_sentence_pairs()


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damaged_zip_is_named_or_gives_the_right_text(packing, tmp_path):
    path = tmp_path / "fra-eng.zip"
    text = "".join(f"Go {i}.\tVa {i * i} !\n" for i in range(20))
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("fra.txt", text)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with contextlib.suppress(BrokenFileError):
            assert read_zipped_text(path, "fra.txt") == text, at  # bytes such as its date carry nothing


def test_zip_without_its_member_is_named(put, tmp_path):
    made = tmp_path / "made.zip"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("deu.txt", "Go.\tGeh.\n")
    put("fra-eng.zip", made.read_bytes())
    with pytest.raises(BrokenFileError, match=r"fra-eng\.zip holds no fra\.txt"):
        load_sentence_pairs()


def test_chinese_pairs_are_in_a_mirror_or_nowhere(put):
    for corpus in (None, "real"):
        with pytest.raises(MissingDataError, match=r"cmn\.txt"):
            load_sentence_pairs("cmn", corpus)
    put("cmn.txt", "Hi.\t嗨。\nRun.\t你用跑的。\n".encode())
    assert load_sentence_pairs("cmn") == [("Hi.", "嗨。"), ("Run.", "你用跑的。")]
    with pytest.raises(MissingDataError, match='cmn: nothing is embedded, so corpus="embedded" cannot'):
        load_sentence_pairs("cmn", "embedded")


def test_pair_may_hold_other_line_separators(put):
    put("cmn.txt", "Hi.\u2028You.\t嗨。\x85你。\r\nRun.\x0b\t你用跑的。".encode())
    assert load_sentence_pairs("cmn") == [("Hi.\u2028You.", "嗨。\x85你。"), ("Run.\x0b", "你用跑的。")]


def test_line_without_a_tab_is_named(put):
    put("cmn.txt", "Hi.\t嗨。\nRun.\n".encode())
    with pytest.raises(BrokenFileError, match=r"cmn\.txt, line 2: no tab"):
        load_sentence_pairs("cmn")


def test_unknown_language():
    with pytest.raises(ValueError, match="language must be"):
        load_sentence_pairs("deu")


def test_embedded_pairs():
    rows = load_sentence_pairs("fra", "embedded")
    assert len(rows) == 1000 == len(set(rows))
    assert [len(row[0]) for row in rows] == sorted(len(row[0]) for row in rows)
    table = dict(rows)
    assert rows == pairs.make_pairs(1000, 0)
    assert all(french[0].isupper() and french.endswith(".") for french in table.values())
    assert any("J'" in french for french in table.values())
    assert any(" n'" in french for french in table.values())
    assert not any(" ne a" in french or "Je a" in french for french in table.values())
    with pytest.raises(ValueError, match="m must"):
        pairs.make_pairs(-1)
    with pytest.raises(ValueError, match="m must"):
        pairs.make_pairs(10_000)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("I do not want the green apple.", "Je ne veux pas la pomme verte."),
        ("She loves the big house today.", "Elle aime la grande maison aujourd'hui."),
        ("They do not buy the book.", "Ils n'achètent pas le livre."),
    ],
)
def test_embedded_pairs_agree(english, french):
    assert dict(pairs.make_pairs(5000)).get(english, french) == french


CONLL = "\ufeffThis\tO\nguy\tO\n\n\nDiscivery\tB-corporation\nChannel\tI-corporation\n\t\n!\tO"


def test_tagged_file(tmp_path):
    path = tmp_path / "emerging.dev.conll"
    path.write_text(CONLL, encoding="utf-8")
    sentences = read_conll(path)
    assert sentences.tokens == [["This", "guy"], ["Discivery", "Channel"], ["!"]]
    assert sentences.tags == [["O", "O"], ["B-corporation", "I-corporation"], ["O"]]


def test_three_tagged_files(put):
    assert load_tagged_sentences().source == "embedded"
    for i, name in enumerate(("wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated")):
        assert load_tagged_sentences().source == "embedded"  # two of three files do not do
        put(name, f"word{i}\tO\n".encode())
    splits = load_tagged_sentences("real")
    assert splits.source == "mirror"
    found = [splits.train.tokens, splits.validation.tokens, splits.test.tokens]
    assert found == [[["word0"]], [["word1"]], [["word2"]]]


@pytest.mark.parametrize("line", ["word", "word\tperson", "\tO", "word\tO\tx", "word\tB-"])
def test_bad_line_is_named(tmp_path, line):
    path = tmp_path / "wnut17train.conll"
    path.write_text(f"fine\tO\n{line}\n", encoding="utf-8")
    with pytest.raises(BrokenFileError, match=r"wnut17train\.conll, line 2"):
        read_conll(path)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe"])
def test_tagged_file_without_sentences(tmp_path, data):
    path = tmp_path / "wnut17train.conll"
    path.write_bytes(data)
    with pytest.raises(BrokenFileError, match=r"wnut17train\.conll"):
        read_conll(path)


def test_embedded_tagged_sentences():
    splits = load_tagged_sentences("embedded")
    assert [len(part) for part in (splits.train, splits.validation, splits.test)] == [3000, 500, 500]
    kinds = set()
    for part in (splits.train, splits.validation, splits.test):
        for tokens, tags in zip(part.tokens, part.tags, strict=True):
            assert len(tokens) == len(tags) > 1
            previous = "O"
            for tag in tags:
                assert not tag.startswith("I-") or previous[2:] == tag[2:], tags
                previous = tag
            kinds.update(tag[2:] for tag in tags if tag != "O")
    assert kinds == {"person", "location", "corporation", "group", "product", "creative-work"}


def test_what_comes_after_decides_the_tag():
    train = load_tagged_sentences("embedded").train
    first = {}
    for tokens, tags in zip(train.tokens, train.tags, strict=True):
        first.setdefault(tokens[0], set()).add(tags[0])
    assert first["Teddy"] == {"O", "B-person"}
    assert first["Jordan"] == {"B-person", "B-location"}
    assert first["Apple"] == {"O", "B-corporation"}
    assert first["Amazon"] == {"B-location", "B-corporation"}


def test_test_sentences_hold_names_never_seen():
    splits = load_tagged_sentences("embedded")

    def people(part):
        return {
            token
            for tokens, tags in zip(part.tokens, part.tags, strict=True)
            for token, tag in zip(tokens, tags, strict=True)
            if tag == "B-person"
        }

    assert len(people(splits.test) - people(splits.train)) > 50
