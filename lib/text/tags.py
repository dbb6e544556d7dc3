"""Tags of entities in the BIO scheme: as spans of words, and as padded ids."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from lib._arguments import check_at_least, check_range, integers
from lib.text.batches import Side, pad

OUTSIDE = "O"


class Span(NamedTuple):
    """An entity: the words from `start` up to, without, `end`."""

    kind: str
    start: int
    end: int


def spans_of(tags: Sequence[str]) -> list[Span]:
    """The entities that the tags of one sentence stand for.

    "B-person" begins a person, "I-person" goes on with it, "O" is no entity. Where an "I-" has nothing to go
    on with, after "O" or after another kind, it begins an entity: so do conlleval, the scorer of the shared
    tasks, and seqeval. Other programs drop such a tag, and come to other scores.

    Args:
        tags: T tags.

    Returns:
        The entities from left to right.

    Raises:
        ValueError: If a tag is neither "O" nor "B-" or "I-" with a kind behind it; or if `tags` is a string.

    Reference:
        Tjong Kim Sang, E. F. & Buchholz, S. (2000), "Introduction to the CoNLL-2000 shared task: chunking".

    Example:
        >>> spans_of(["B-person", "I-person", "O", "I-location"])
        [Span(kind='person', start=0, end=2), Span(kind='location', start=3, end=4)]
    """
    spans: list[Span] = []
    for t, (mark, kind) in enumerate(_parts(tags)):
        last = spans[-1] if spans else None
        if mark == "I" and last is not None and (last.kind, last.end) == (kind, t):
            spans[-1] = last._replace(end=t + 1)
        elif mark != OUTSIDE:
            spans.append(Span(kind, t, t + 1))
    return spans


def tags_of(spans: Iterable[tuple[str, int, int]], length: int) -> list[str]:
    """The tags of a sentence with these entities; `spans_of` is the inverse.

    Args:
        spans: Entities as (kind, start, end), end not included, in any order.
        length: Number of words T.

    Returns:
        T tags.

    Raises:
        ValueError: If an entity is empty, has no kind, does not lie in the sentence, or shares a word with
            another.
    """
    check_at_least("length", length, 0)
    tags = [OUTSIDE] * length
    for kind, start, end in spans:
        if not kind:
            raise ValueError(f"the entity from {start} to {end} must have a kind, got {kind!r}")
        if not 0 <= start < end <= length:
            raise ValueError(f"{kind} from {start} to {end} does not lie in a sentence of {length} words")
        if tags[start:end] != [OUTSIDE] * (end - start):
            raise ValueError(f"{kind} from {start} to {end} shares a word with another entity")
        tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tags


def tag_names(tag_lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All tags by id: "O" first, then two for each kind of entity, kinds in alphabetical order.

    Args:
        tag_lists: The tags of the sentences to learn from.

    Returns:
        n_y tags: "O", "B-…", "I-…", ...

    Raises:
        ValueError: As for `spans_of`.
    """
    kinds = {kind for tags in tag_lists for mark, kind in _parts(tags) if mark != OUTSIDE}
    return (OUTSIDE, *(f"{mark}-{kind}" for kind in sorted(kinds) for mark in "BI"))


def word_shape(word: str) -> str:
    """How a word is written: X for capitals, x for other letters, d for digits, other signs as they are.

    Runs of one mark count once, and four marks are kept, so that there are few shapes.

    Args:
        word: The word, with its capitals.

    Returns:
        At most four marks; none for an empty word.

    Example:
        >>> [word_shape(word) for word in ("Ada", "lolll", "NASA", "B-52")]
        ['Xx', 'x', 'X', 'X-d']

    Reference:
        Collins, M. (2002), "Ranking algorithms for named-entity extraction: boosting and the voted
        perceptron", ACL.
    """
    marks = (
        "d" if sign.isdigit() else "X" if sign.isupper() else "x" if sign.isalpha() else sign for sign in word
    )
    return "".join(mark for mark, _ in groupby(marks))[:4]


def pad_tags(
    tag_lists: Iterable[Sequence[str]],
    names: Sequence[str],
    length: int | None = None,
    *,
    padding: Side,
    truncating: Side,
) -> np.ndarray:
    """Ids of the tags, padded as `pad` pads the ids of the words: the two stay side by side.

    The fill is 0, which is a tag, too ("O"): which steps are padding is known from the words alone. A loss or
    an accuracy without their mask counts the fill as words.

    Args:
        tag_lists: m lists of tags.
        names: The tags by id, from `tag_names`.
        length: Number of columns T; None takes the longest sentence.
        padding: Where the fill goes: "pre" or "post".
        truncating: Where tags are dropped: "pre" or "post".

    Returns:
        `(m, T)` int32.

    Raises:
        ValueError: If a tag is not among `names`; otherwise as `pad`.
    """
    ids = {name: i for i, name in enumerate(names)}
    rows = []
    for i, tags in enumerate(tag_lists):
        unknown = [tag for tag in tags if tag not in ids]
        if unknown:
            raise ValueError(f"tag {unknown[0]!r} of tag_lists[{i}] is not among names: {', '.join(names)}")
        rows.append(np.array([ids[tag] for tag in tags], dtype=np.int32))
    return pad(rows, length, padding=padding, truncating=truncating)


def unpad_tags(ids: ArrayLike, names: Sequence[str], mask: ArrayLike) -> list[list[str]]:
    """Tags of the words alone, from padded ids, e.g. the most probable ones of a tagger.

    Args:
        ids: `(m, T)` ids of tags.
        names: The tags by id.
        mask: `(m, T)` bool, True where there is a word: `lib.text.mask` of the words' ids.

    Returns:
        m lists of tags.

    Raises:
        ValueError: If the shapes differ, or the id of a word is out of range or no whole number.
    """
    numbers, words = integers("ids", ids), np.asarray(mask, dtype=bool)  # (m, T) both
    if numbers.ndim != 2 or numbers.shape != words.shape:
        raise ValueError(f"ids and mask must have one shape (m, T), got {numbers.shape} and {words.shape}")
    check_range("ids", numbers[words], len(names))
    return [[names[i] for i in row[keep]] for row, keep in zip(numbers, words, strict=True)]


def _parts(tags: Sequence[str]) -> list[tuple[str, str]]:
    """Mark and kind of each tag."""
    if isinstance(tags, str):
        raise ValueError(f"tags must be a list of tags, got the string {tags!r}")
    parts = []
    for t, tag in enumerate(tags):
        mark, dash, kind = tag.partition("-") if isinstance(tag, str) else ("", "", "")
        if tag != OUTSIDE and not (mark in ("B", "I") and dash and kind):
            raise ValueError(f'tags[{t}] must be "O", "B-<kind>" or "I-<kind>", got {tag!r}')
        parts.append((mark, kind))
    return parts
