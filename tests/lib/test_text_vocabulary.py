"""The dictionary."""

import copy
import pickle
from collections import Counter
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import text
from lib.text import Vocabulary

TOKENS = st.text(st.sampled_from("abcé'"), min_size=1, max_size=2)
CORPORA = st.lists(st.lists(TOKENS, max_size=12), min_size=1, max_size=8).filter(any)
SMALL = [["the", "cat", "saw", "the", "dog"], ["the", "cat"], []]


def small(**arguments) -> Vocabulary:
    return Vocabulary.fit(SMALL, **arguments)


def test_order_counts_and_ids_of_a_small_corpus() -> None:
    vocabulary = small()
    assert vocabulary.tokens == (
        "<pad>",
        "<unk>",
        "the",
        "cat",
        "dog",
        "saw",
    )  # dog and saw tie: alphabetical
    assert vocabulary.counts == (0, 0, 3, 2, 1, 1)
    assert (vocabulary.pad_id, vocabulary.unk_id, vocabulary["the"], vocabulary["bird"]) == (0, 1, 2, 1)
    assert "cat" in vocabulary
    assert "bird" not in vocabulary
    assert vocabulary.encode(["the", "bird", "saw"]) == [2, 1, 5]
    assert vocabulary.decode([2, 1, 5, 0]) == ["the", "<unk>", "saw", "<pad>"]


def test_tokens_left_out_are_counted_as_unknown() -> None:
    assert small(size=4).tokens == ("<pad>", "<unk>", "the", "cat")
    assert small(size=4).counts == (0, 2, 3, 2)
    assert small(min_count=2) == small(size=4)


@given(CORPORA, st.integers(3, 20), st.integers(1, 3))
def test_fit_keeps_the_most_frequent(lists: list[list[str]], size: int, min_count: int) -> None:
    counts = Counter(token for tokens in lists for token in tokens)
    frequent = [token for token in counts if counts[token] >= min_count]
    if not frequent:
        with pytest.raises(ValueError, match=f"min_count={min_count}"):
            Vocabulary.fit(lists, size=size, min_count=min_count)
        return
    vocabulary = Vocabulary.fit(lists, size=size, min_count=min_count)
    expected = sorted(frequent, key=lambda token: (-counts[token], token))[: size - 2]
    assert vocabulary.tokens[2:] == tuple(expected)
    assert len(vocabulary) == min(size, len(frequent) + 2)
    assert all(
        counts[token] == n for token, n in zip(vocabulary.tokens[2:], vocabulary.counts[2:], strict=True)
    )
    assert sum(vocabulary.counts) == sum(counts.values())


@given(CORPORA, st.randoms())
def test_the_order_of_the_texts_does_not_matter(lists: list[list[str]], random) -> None:
    shuffled = random.sample(lists, len(lists))
    assert Vocabulary.fit(shuffled, size=6) == Vocabulary.fit(lists, size=6)


@given(CORPORA)
def test_decode_undoes_encode(lists: list[list[str]]) -> None:
    vocabulary = Vocabulary.fit(lists)
    for tokens in lists:
        assert vocabulary.decode(vocabulary.encode(tokens)) == tokens
    ids = range(len(vocabulary))
    assert vocabulary.encode(vocabulary.decode(ids)) == list(ids)


@given(CORPORA, st.integers(3, 9))
def test_token_lists_give_what_plain_lists_give(lists: list[list[str]], size: int) -> None:
    packed = text.TokenLists.from_lists(lists)
    vocabulary = Vocabulary.fit(packed, size=size)
    assert vocabulary == Vocabulary.fit(lists, size=size)
    assert vocabulary.coverage(packed) == vocabulary.coverage(lists)
    expected = [vocabulary.encode(tokens) for tokens in lists]
    assert [row.tolist() for row in vocabulary.encode_all(packed)] == expected
    assert [row.tolist() for row in vocabulary.encode_all(lists)] == expected


@given(CORPORA, st.integers(3, 9))
def test_coverage_is_the_share_that_is_not_unknown(lists: list[list[str]], size: int) -> None:
    vocabulary = Vocabulary.fit(lists, size=size)
    ids = np.concatenate(vocabulary.encode_all(lists))
    assert vocabulary.coverage(lists) == pytest.approx(np.mean(ids != vocabulary.unk_id))
    assert Vocabulary.fit(lists).coverage(lists) == 1


def test_a_part_of_the_token_lists_counts_only_itself() -> None:
    packed = text.TokenLists.from_lists([["a", "b"], ["c"]])
    assert Vocabulary.fit(packed[:1]).tokens[2:] == ("a", "b")


def test_special_tokens_put_into_a_list_are_special() -> None:
    lists = [["a", "<eos>"], ["b", "a", "<eos>"]]
    vocabulary = Vocabulary.fit(lists, specials=("<pad>", "<unk>", "<eos>"))
    assert vocabulary.tokens == ("<pad>", "<unk>", "<eos>", "a", "b")
    assert vocabulary.counts == (0, 0, 2, 2, 1)
    assert vocabulary.encode(["b", "<eos>"]) == [4, 2]
    assert vocabulary.coverage([["a", "<eos>", "<unk>", "c"]]) == 0.5  # an <unk> put there is still unknown


def test_special_tokens_in_a_text_are_not_special() -> None:
    tokens = text.words("a <unk> b <pad>")
    vocabulary = Vocabulary.fit([tokens])
    assert not {vocabulary.pad_id, vocabulary.unk_id} & set(vocabulary.encode(tokens))


def test_no_tokens_encode_and_decode_to_nothing() -> None:
    assert small().encode([]) == []
    assert small().decode([]) == []
    assert small().encode_all(text.tokenize([])) == []
    assert small().encode_all(text.tokenize([""]))[0].shape == (0,)


@pytest.mark.parametrize("specials", [("<pad>",), ()])
def test_without_unk_an_unknown_token_is_an_error(specials: tuple[str, ...]) -> None:
    vocabulary = small(specials=specials)
    assert vocabulary.encode(["the"]) == [len(specials)]
    for lists in ([["the", "bird"]], text.TokenLists.from_lists([["the", "bird"]])):
        with pytest.raises(ValueError, match=r"'bird' is not in the vocabulary.*<unk>"):
            vocabulary.encode_all(lists)
    with pytest.raises(ValueError, match="no <unk>"):
        _ = vocabulary.unk_id


def test_a_type_that_does_not_occur_is_no_unknown_token() -> None:
    packed = text.TokenLists.from_lists([["the"], ["bird"]])[:1]
    assert small(specials=()).encode_all(packed)[0].tolist() == [0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"size": 2}, "size .*at least 3, got 2"),
        ({"size": -1}, "size .*got -1"),
        ({"size": 2.5}, "size .*whole number"),
        ({"min_count": 0}, "min_count .*at least 1, got 0"),
        ({"min_count": 9}, "min_count=9.*3 times"),
        ({"specials": ("<unk>", "<pad>")}, "specials must begin with <pad>"),
        ({"specials": ("<pad>", "<pad>")}, "specials must be distinct"),
        ({"specials": ("<pad>", "unk")}, "specials: 'unk' could stand in a text"),
        ({"specials": ("<pad>", "~")}, "specials: '~' could stand in a text"),
        ({"specials": ("<pad>", "< unk >")}, "specials: '< unk >' could"),
    ],
)
def test_fit_names_the_wrong_argument(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        small(**arguments)


@pytest.mark.parametrize("nothing", [[], [[]], text.tokenize([""])])
def test_nothing_to_count_is_an_error(nothing) -> None:
    with pytest.raises(ValueError, match="token_lists holds no token"):
        Vocabulary.fit(nothing)
    with pytest.raises(ValueError, match="token_lists holds no token"):
        small().coverage(nothing)


def test_what_is_no_token_is_an_error() -> None:
    with pytest.raises(ValueError, match="tokenize"):
        Vocabulary.fit(["the cat"])
    with pytest.raises(ValueError, match="tokenize"):
        Vocabulary.fit("the cat")
    with pytest.raises(ValueError, match="tokens must be strings, got 3"):
        Vocabulary.fit([[3]])
    with pytest.raises(ValueError, match=r"tokens .*words\(\)"):
        small().encode("the cat")
    with pytest.raises(ValueError, match="tokens must be strings, got 97"):
        small().encode(b"abc")
    ids = small().encode_all(SMALL)
    with pytest.raises(ValueError, match=r"tokens must be strings, got np\.int32"):
        small().encode_all(ids)
    with pytest.raises(ValueError, match="tokens must be strings, got 97"):
        small(specials=()).encode(b"abc")


@pytest.mark.parametrize(
    ("tokens", "counts", "message"),
    [
        (["<pad>", "<unk>", 5], [0, 0, 1], "tokens must be strings, got 5"),
        (["<pad>", "<unk>", "a"], [0, 0, -1], "counts must be a whole number of at least 0, got -1"),
        (["<pad>", "<unk>", "a"], [0, 0, 1.5], "counts must be a whole number .* got 1.5"),
        (["<pad>", "<unk>", "a"], [0, 0], "counts must have one entry a token: 3, got 2"),
        (["<pad>", "<unk>", "a", "a"], [0, 0, 1, 1], "stands twice"),
        (["a", "<pad>", "<unk>"], [1, 0, 0], "begin with the specials"),
    ],
)
def test_a_vocabulary_made_by_hand_is_checked(tokens: list, counts: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Vocabulary(tokens, counts)


@pytest.mark.parametrize("ids", [[6], [-1], [0.5], ["a"], [[0, 1]]])
def test_decode_refuses_what_is_no_id(ids: list) -> None:
    with pytest.raises(ValueError, match="ids"):
        small().decode(ids)


def test_a_vocabulary_cannot_be_changed() -> None:
    vocabulary = small()
    with pytest.raises(FrozenInstanceError):
        vocabulary.tokens = ()
    with pytest.raises(FrozenInstanceError):
        del vocabulary.tokens
    with pytest.raises(FrozenInstanceError):
        vocabulary.other = 1
    assert {vocabulary: 1}[small()] == 1
    for same in (pickle.loads(pickle.dumps(vocabulary)), copy.deepcopy(vocabulary)):
        assert same == vocabulary
