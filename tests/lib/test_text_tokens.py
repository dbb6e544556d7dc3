"""Tokenisers and token lists."""

import functools
import pickle
import unicodedata
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import text

TOKEN_LISTS = st.lists(st.lists(st.text(max_size=3), max_size=6), max_size=8)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("The film's great!", ["the", "film's", "great", "!"]),
        ("Don't. 'Quoted' words", ["don't", ".", "'", "quoted", "'", "words"]),
        ("One.<br /><br />Two<BR>three<br/>", ["one", ".", "two", "three"]),
        ("a well-made, 10/10", ["a", "well", "-", "made", ",", "10", "/", "10"]),
        ("an _honest_ try", ["an", "_", "honest", "_", "try"]),
        ("Don\u2019t don\u00b4t don\x92t", ["don't"] * 3),
        ("e\u0301tude", ["\u00e9tude"]),
        ("हिन्दी बहुत अच्छी है।", ["हिन्दी", "बहुत", "अच्छी", "है", "।"]),
        ("كِتَابٌ جديد", ["كِتَابٌ", "جديد"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("\u2764\ufe0f!", ["\u2764\ufe0f", "!"]),
        ("映画が好きです。", ["映画が好きです", "。"]),  # no white space between words: one run is one token
        ("หนังเรื่องนี้ดี", ["หนังเรื่องนี้ดี"]),
        ("1 < 2", ["1", "<", "2"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_words_of_known_texts(given_text: str, expected: list[str]) -> None:
    assert text.words(given_text) == expected


def test_case_is_kept_when_asked_for() -> None:
    assert text.words("Apple apple", lower=False) == ["Apple", "apple"]
    assert text.words("Apple apple") == ["apple", "apple"]


@given(st.text())
def test_tokens_hold_no_white_space_and_are_not_empty(any_text: str) -> None:
    assert all(token and token.split() == [token] for token in text.words(any_text))


SCRIPTS = st.characters(categories=("L", "M", "Nd"), max_codepoint=0x1FFFF)


@given(st.lists(st.from_regex(r"[^\W_].*", fullmatch=True, alphabet=SCRIPTS)))
def test_letters_and_their_marks_are_one_word(some: list[str]) -> None:
    composed = [unicodedata.normalize("NFC", word) for word in some]
    assert text.words(" ".join(some), lower=False) == composed


@given(st.text(st.characters(codec="ascii")))
def test_the_short_way_for_ascii_splits_as_the_other(any_text: str) -> None:
    assert text.words(any_text) == text.words(f"{any_text} é")[:-1]


@given(st.lists(st.text(st.characters(codec="ascii"), max_size=12)))
def test_every_visible_character_reaches_a_token(pieces: list[str]) -> None:
    joined = " ".join(pieces).replace("<", "")  # no tags
    assert "".join(text.words(joined, lower=False)) == "".join(joined.split())


@given(st.lists(st.sampled_from([text.PAD, text.UNK, text.BOS, text.EOS, "a", " ", "<br />"])).map("".join))
def test_no_text_can_produce_a_special_token(any_text: str) -> None:
    for tokenizer in (text.words, text.characters):
        assert not {text.PAD, text.UNK, text.BOS, text.EOS} & set(tokenizer(any_text))


@given(st.text())
def test_characters_join_to_the_text(any_text: str) -> None:
    assert "".join(text.characters(any_text)) == any_text


@given(TOKEN_LISTS)
def test_token_lists_behave_as_lists(lists: list[list[str]]) -> None:
    packed = text.TokenLists.from_lists(lists)
    assert list(packed) == lists
    assert packed == lists
    assert packed != [*lists, ["more"]]
    assert [packed[-i - 1] for i in range(len(lists))] == lists[::-1]
    np.testing.assert_array_equal(packed.lengths(), text.lengths(lists))
    assert pickle.loads(pickle.dumps(packed)) == lists


@given(TOKEN_LISTS, st.data())
def test_token_lists_can_be_cut_and_rearranged(lists: list[list[str]], data: st.DataObject) -> None:
    packed = text.TokenLists.from_lists(lists)
    part = data.draw(st.slices(len(lists)))
    assert packed[part] == lists[part]
    order = data.draw(st.permutations(range(len(lists))))
    assert packed[np.array(order, dtype=int)] == [lists[i] for i in order]
    assert packed[np.ones(len(lists), dtype=bool)] == lists


def test_a_position_out_of_range_is_an_index_error() -> None:
    with pytest.raises(IndexError):
        text.TokenLists.from_lists([["a"]])[1]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_tokenize_is_the_tokenizer_on_each_text(texts: list[str]) -> None:
    cased = functools.partial(text.words, lower=False)
    for tokenizer in (text.words, text.characters, str.split, cased):
        assert text.tokenize(texts, tokenizer) == [tokenizer(each) for each in texts]


def test_tokenize_refuses_one_string_and_what_is_no_text() -> None:
    with pytest.raises(ValueError, match=r"texts .*tokenize\(\[text\]\)"):
        text.tokenize("one text")
    with pytest.raises(ValueError, match=r"texts\[1\] must be a string, got NoneType"):
        text.tokenize(["a", None])


def test_a_tokeniser_must_return_lists_of_strings() -> None:
    with pytest.raises(ValueError, match=r"list of strings, got the string 'ab c': split it first"):
        text.tokenize(["Ab c"], str.lower)
    with pytest.raises(ValueError, match="tokens must be strings, got 65"):
        text.tokenize(["A"], lambda each: each.encode())


def test_a_tokeniser_need_not_be_hashable() -> None:
    @dataclass
    class Splitter:
        at: str

        def __call__(self, given_text: str) -> list[str]:
            return given_text.split(self.at)

    assert text.tokenize(["a-b"], Splitter("-")) == [["a", "b"]]
    assert text.tokenize(["a-b"], functools.partial(Splitter("-"))) == [["a", "b"]]
