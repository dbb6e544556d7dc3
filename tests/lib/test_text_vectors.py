"""Word vectors: what files hold, what is wrong with them, and what an embedding gets."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lib import text
from lib.datasets.errors import BrokenFileError

FLOATS = st.floats(width=32, allow_nan=False, allow_infinity=False)
# With separators that str.split and str.splitlines would cut at; no line feed, no number at the end.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1).map(
    lambda word: word + "x"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vectors.txt"


def written(file: Path, content: str | bytes) -> Path:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def vectors(**rows: list[float]) -> text.WordVectors:
    return text.WordVectors(tuple(rows), np.array(list(rows.values())))


@given(st.data(), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_vectors_survive_a_round_trip(file, data, header) -> None:
    words = data.draw(st.lists(WORDS, min_size=1, max_size=6, unique=True))
    shape = (len(words), data.draw(st.integers(1, 4)))
    before = text.WordVectors(tuple(words), data.draw(arrays.arrays(np.float32, shape, elements=FLOATS)))
    text.write_vectors(file, before, header=header)
    after = text.read_vectors(file)
    assert after.words == before.words
    np.testing.assert_array_equal(after.matrix, before.matrix)
    chosen = data.draw(st.sets(st.sampled_from(words)))
    some = text.read_vectors(file, [*chosen, "another word"])
    assert some.words == tuple(word for word in words if word in chosen)
    assert some.matrix.shape == (len(chosen), shape[1])


def test_both_formats_are_the_same_vectors(file) -> None:
    expected = [[0.5, -1.0], [2e-3, 3.0]]
    for content in (
        "the 0.5 -1\ncat 2e-3 3\n",
        "2 2\nthe 0.5 -1 \ncat 2e-3 3 \n",
        "the 0.5 -1\r\ncat 2e-3 3",
    ):
        read = text.read_vectors(written(file, content))
        assert read.words == ("the", "cat")
        np.testing.assert_allclose(read.matrix, expected)
        assert read.matrix.dtype == np.float32


def test_words_with_spaces_as_in_glove(file) -> None:
    content = ". . . 0.1 0.2\nat name@domain.com 0.3 0.4\n\u00a0\u2028\x85 0.5 0.6\n1999 0.7 0.8\n"
    read = text.read_vectors(written(file, content))
    assert read.words == (". . .", "at name@domain.com", "\u00a0\u2028\x85", "1999")
    assert read.d == 2
    np.testing.assert_allclose(read["1999"], [0.7, 0.8])


def test_the_first_of_two_lines_of_a_word_counts(file) -> None:
    read = text.read_vectors(written(file, "a 1 2\nb 3 4\na 5 6\na 7 8\n"))
    assert read["a"].tolist() == [1, 2]
    assert (len(read), read.duplicates) == (2, 2)
    assert text.read_vectors(file, ["b"]).duplicates == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no vectors"),
        ("0 5\n", "holds no vectors"),
        ("3 2\na 1 2\nb 3 4\n", "holds 2 vectors, but its first line says 3"),
        ("a 1 2\nb 3\n", "line 2: a word and 2 numbers were expected, got 2 fields"),
        ("a 1 2\nb 3 4 5\n", "line 2: a word and 2 numbers were expected, got more numbers"),
        ("2 3\na 1 2\n", "line 2: a word and 3 numbers were expected, got 3 fields"),
        ("a 1 2\n\nb 3 4\n", "line 2: a word and 2 numbers were expected, got 1 fields"),
        ("a 1 2\n 3 4\n", "line 2: there is no word"),
        ("a 1 2\nb x 4\n", "line 2: b'x' in the vector of 'b' is no number"),
        ("a 1 2\nb nan 4\n", "line 2: the vector of 'b' holds a number that is not finite"),
        ("a 1 -inf\n", "line 1: the vector of 'a' holds a number that is not finite"),
        ("a 1 1e300\n", "line 1: the vector of 'a' holds a number that is not finite"),
        ("only words here\n", "line 1: a word and its numbers were expected"),
        ("a 1 2\nb\xe9 3 4\n".encode("latin-1"), "line 2: not UTF-8"),
        ("a 1 2\n".encode("utf-16"), "line 1: .*unpack it or convert it to text"),
        (b"\x1f\x8b\x08\x00\x01", "line 1: .*unpack it or convert it to text"),
    ],
)
def test_a_broken_file_is_named_with_the_line(file, content, message: str) -> None:
    with pytest.raises(BrokenFileError, match=message) as caught:
        text.read_vectors(written(file, content))
    assert str(file) in str(caught.value)
    assert "again" in str(caught.value) or "unpack" in str(caught.value)


def test_a_line_of_another_width_is_seen_in_words_that_nobody_asked_for(file) -> None:
    with pytest.raises(BrokenFileError, match="line 2"):
        text.read_vectors(written(file, "a 1 2\nb 3\nc 1 2\n"), ["c"])


def test_a_file_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(BrokenFileError, match=r"nowhere.txt cannot be read"):
        text.read_vectors(tmp_path / "nowhere.txt")
    with pytest.raises(ValueError, match="words must be a list of words, got a string"):
        text.read_vectors(tmp_path / "nowhere.txt", "cat")


def test_memory_does_not_grow_with_the_file(file) -> None:
    """12 MB; what is kept is 100 words of 20 numbers."""
    numbers = " 0.12345" * 20
    with file.open("w") as out:
        out.writelines(f"word{i}{numbers}\n" for i in range(70_000))
    assert file.stat().st_size > 11_000_000
    wanted = [f"word{i}" for i in range(0, 70_000, 700)]
    text.read_vectors(file, wanted[:1])  # imports and caches
    tracemalloc.start()
    read = text.read_vectors(file, wanted)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(read) == 100
    assert peak < 500_000


@pytest.mark.parametrize("word", ["", "two\nlines", "route 66", "at nan"])
def test_a_word_that_could_not_be_read_again_is_not_written(file, word: str) -> None:
    with pytest.raises(ValueError, match="cannot be told from the numbers"):
        text.write_vectors(file, text.WordVectors((word,), np.ones((1, 2))))
    assert not file.exists()


@pytest.mark.parametrize(
    ("words", "matrix", "message"),
    [
        (("a",), np.ones((2, 3)), "a row for each of 1 words"),
        (("a",), np.ones(3), "a row for each of 1 words"),
        (("a", "a"), np.ones((2, 3)), "stands twice"),
        (("a",), [[np.nan]], "finite"),
    ],
)
def test_vectors_that_do_not_fit_are_refused(words, matrix, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        text.WordVectors(words, matrix)


def test_a_word_without_a_vector_is_named() -> None:
    known = vectors(cat=[1, 2])
    assert "cat" in known
    assert "dog" not in known
    with pytest.raises(KeyError, match="dog"):
        known["dog"]


VOCABULARY = text.Vocabulary.fit([["the"] * 5 + ["Cat"] * 3 + ["xyzzy"] * 2 + ["rare"]], min_count=2)


def test_each_word_gets_its_own_row() -> None:
    matrix, _ = text.embedding_matrix(VOCABULARY, vectors(Cat=[1, 2], the=[3, 4], dog=[5, 6]), lower=False)
    assert matrix.shape == (5, 2)
    assert matrix.dtype == np.float32
    assert matrix[VOCABULARY["the"]].tolist() == [3, 4]
    assert matrix[VOCABULARY["Cat"]].tolist() == [1, 2]
    assert matrix[0].tolist() == [0, 0]
    assert matrix[1].any()
    assert matrix[VOCABULARY["xyzzy"]].any()


def test_what_is_not_covered_is_reported() -> None:
    _, coverage = text.embedding_matrix(VOCABULARY, vectors(the=[3, 4], cat=[1, 2]), lower=False)
    assert coverage == text.Coverage(1, 0, ("Cat", "xyzzy"), 1 / 3, 5 / 11)
    assert str(coverage) == "1 of 3 words have a vector (33.3%), 45.5% of the tokens; without: Cat, xyzzy"
    uncounted = text.Vocabulary(VOCABULARY.tokens, (0,) * 5)
    assert text.embedding_matrix(uncounted, vectors(the=[3, 4]), lower=False)[1].tokens is None


def test_lower_case_stands_in_only_if_asked() -> None:
    small = vectors(the=[3, 4], cat=[1, 2])
    matrix, coverage = text.embedding_matrix(VOCABULARY, small, lower=True)
    assert matrix[VOCABULARY["Cat"]].tolist() == [1, 2]
    assert (coverage.found, coverage.lowered, coverage.missing) == (2, 1, ("xyzzy",))
    both = vectors(the=[3, 4], cat=[1, 2], Cat=[5, 6])
    assert text.embedding_matrix(VOCABULARY, both, lower=True)[0][VOCABULARY["Cat"]].tolist() == [5, 6]


def test_rows_without_a_vector_are_zero_or_like_the_others() -> None:
    rng = np.random.default_rng(0)
    known = text.WordVectors(tuple(f"w{i}" for i in range(500)), rng.normal(3, 0.5, (500, 2)))
    other = text.Vocabulary.fit([[f"unseen{i}" for i in range(400)]])
    zero, _ = text.embedding_matrix(other, known, lower=False, seed=None)
    assert not zero.any()
    first, again, second = (text.embedding_matrix(other, known, lower=False, seed=s)[0] for s in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first[1:], second[1:])
    assert len(np.unique(first[1:], axis=0)) == 401
    np.testing.assert_allclose(first[1:].mean(axis=0), known.matrix.mean(axis=0), atol=0.15)
    np.testing.assert_allclose(first[1:].std(axis=0), known.matrix.std(axis=0), atol=0.1)


def test_a_special_token_of_the_file_is_used_but_padding_stays_zero() -> None:
    known = text.WordVectors(("<unk>", "<pad>"), np.array([[1, 2], [3, 4]]))
    matrix, coverage = text.embedding_matrix(VOCABULARY, known, lower=False)
    assert matrix[:2].tolist() == [[0, 0], [1, 2]]
    assert coverage.found == 0
    with pytest.raises(ValueError, match="vectors hold no word"):
        text.embedding_matrix(VOCABULARY, text.WordVectors((), np.ones((0, 2))), lower=False)
