"""Film reviews from a grammar of our own: English enough to read, made so that word order matters.

A review is a few sentences of plot (no opinion), a few opinions on single aspects (the acting, the music),
now and then what somebody else thought, and one verdict on the film as a whole. *The verdict alone decides
the label.* The opinions before it agree with it more often than not, so counting words helps; but verdicts
are negated ("not good", "never dull") and contrasted ("the acting was wonderful, but in the end it is a
bore"), so counting words is not enough. The verdict stands near the end more often than elsewhere, as in real
reviews.

Words follow a Zipf-like law: some hundred common ones, then a long tail of invented names and typing errors.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import random
from bisect import bisect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from lib._arguments import check_at_least
from lib.datasets import lexicon
from lib.datasets.types import Reviews

# Measured, see tests/lib/test_datasets_grammar.py: with these a bag of words stays well below an LSTM.
_AGREE = 0.80  # share of the first opinions on aspects that agree with the verdict; later ones agree more
_NEGATED = 0.05  # share of the opinions on aspects said through their opposite: "not bad"
_NEGATED_VERDICT = 0.15  # the same share for verdicts
_CONTRAST = 0.20  # share of the verdicts that first grant the opposite
_TYPOS = 0.008  # share of the words with a typing error

_T = TypeVar("_T")
_Rng = random.Random
_Tokens = list[str]
_Template = tuple[str | Callable[[_Rng], str], ...]


class _Zipf:
    """Draws items with weights 1 / (rank + shift), rank counted from 0."""

    def __init__(self, items: Sequence[str], shift: float):
        self.items = tuple(items)
        self.cumulative = list(itertools.accumulate(1 / (rank + shift) for rank in range(len(items))))

    def __call__(self, rng: _Rng) -> str:
        return self.items[bisect(self.cumulative, rng.random() * self.cumulative[-1], 0, len(self.items) - 1)]


def _pick(rng: _Rng, items: Sequence[_T]) -> _T:
    return items[int(rng.random() * len(items))]


@functools.cache
def _names() -> dict[str, _Zipf]:
    """Made at the first draw, so that importing `lib.datasets` stays quick."""
    return {kind: _Zipf(names, _NAME_SHIFTS[kind]) for kind, names in lexicon.names().items()}


def _draw_name(kind: str, rng: _Rng) -> str:
    return _names()[kind](rng)


_NAME_SHIFTS = {"first": 4, "last": 20, "place": 6}
_DRAW: dict[str, Callable[[_Rng], str]] = {
    **{slot: _Zipf(words, 2) for slot, words in lexicon.SLOTS.items()},
    **{kind: functools.partial(_draw_name, kind) for kind in _NAME_SHIFTS},
}
# Index 1 is positive, as in the labels.
_ADJECTIVE = (_Zipf(lexicon.NEGATIVE_ADJECTIVES, 1.5), _Zipf(lexicon.POSITIVE_ADJECTIVES, 1.5))
_NOUN = (_Zipf(lexicon.NEGATIVE_NOUNS, 2), _Zipf(lexicon.POSITIVE_NOUNS, 2))
_VERB = (_Zipf(lexicon.NEGATIVE_VERBS, 1), _Zipf(lexicon.POSITIVE_VERBS, 1))


def _compile(template: str) -> _Template:
    return tuple(_DRAW[part[1:-1]] if part.startswith("{") else part for part in template.split())


def _compile_all(templates: Sequence[str]) -> tuple[_Template, ...]:
    return tuple(_compile(template) for template in templates)


_PLOT = _compile_all(lexicon.PLOT)
_PLOT_BY_LENGTH: dict[int, tuple[_Template, ...]] = {
    length: tuple(group)
    for length, group in itertools.groupby(sorted(_compile_all(lexicon.SHORT_PLOT) + _PLOT, key=len), key=len)
}
_VERDICTS_ADJECTIVE = _compile_all(lexicon.VERDICTS_ADJECTIVE)
_VERDICTS_NOUN = _compile_all(lexicon.VERDICTS_NOUN)
_VERDICTS_VERB = _compile_all(lexicon.VERDICTS_VERB)
_UNREAL = tuple(map(_compile_all, lexicon.UNREAL))
_ASPECTS = _compile_all(lexicon.ASPECTS)
_HEARSAY = _compile_all(lexicon.HEARSAY)


def _fill(rng: _Rng, template: _Template) -> _Tokens:
    return [part if isinstance(part, str) else part(rng) for part in template]


def _insert(tokens: _Tokens, words: _Tokens) -> tuple[_Tokens, int]:
    """Puts words in the place of "#"; returns the tokens and where the last of the words stands."""
    where = tokens.index("#")
    return tokens[:where] + words + tokens[where + 1 :], where + len(words) - 1


def _neutral(rng: _Rng, length: int) -> _Tokens:
    """Whole sentences without opinion, exactly `length` tokens in all: 0, or 2 and more."""
    tokens: _Tokens = []
    while length:
        sizes = [n for n in _PLOT_BY_LENGTH if n <= length and length - n != 1]
        size = _pick(rng, [n for n in sizes if n > 4] or sizes)  # the short ones only fill up the end
        tokens += _fill(rng, _pick(rng, _PLOT_BY_LENGTH[size]))
        length -= size
    return tokens


def _adjective(rng: _Rng, polarity: int, negated: float) -> _Tokens:
    """Words such as "very good" or "not bad"; the last one carries the opinion."""
    if rng.random() < negated:
        return [*_pick(rng, lexicon.NEGATIONS).split(), _ADJECTIVE[1 - polarity](rng)]
    word = _ADJECTIVE[polarity](rng)
    return [_DRAW["degree"](rng), word] if rng.random() < 0.4 else [word]


def _aspect(rng: _Rng, polarity: int) -> _Tokens:
    """A clause on one aspect of the film."""
    return _insert(_fill(rng, _pick(rng, _ASPECTS)), _adjective(rng, polarity, _NEGATED))[0]


def _hearsay(rng: _Rng) -> _Tokens:
    """What somebody else thought: an opinion that says nothing of the label."""
    return _insert(_fill(rng, _pick(rng, _HEARSAY)), [_ADJECTIVE[int(rng.random() * 2)](rng)])[0]


def _unreal(rng: _Rng, polarity: int) -> _Tokens:
    """What the film was hoped or feared to be and is not: "it could have been a gem"."""
    return _insert(_fill(rng, _pick(rng, _UNREAL[polarity])), [_NOUN[1 - polarity](rng)])[0]


def _statement(rng: _Rng, polarity: int, plain: bool) -> tuple[_Tokens, int]:
    """A clause on the film as a whole, and where its deciding word stands; a plain one ends there."""
    draw, negated = rng.random(), 0.0 if plain else _NEGATED_VERDICT
    if draw < 0.25:
        tokens = _fill(rng, _pick(rng, _VERDICTS_NOUN))
        if tokens[0] != "what" and rng.random() < negated:
            return _insert([*tokens[:-2], "not", "a", "#"], [_NOUN[1 - polarity](rng)])
        return _insert(tokens, [_NOUN[polarity](rng)])
    if draw < 0.40 and not plain:
        return _insert(_fill(rng, _pick(rng, _VERDICTS_VERB)), [_VERB[polarity](rng)])
    tokens, where = _insert(_fill(rng, _pick(rng, _VERDICTS_ADJECTIVE)), _adjective(rng, polarity, negated))
    if not plain and rng.random() < 0.15:
        tokens += _pick(rng, lexicon.AFTER_ADJECTIVE).split()
    return tokens, where


def _verdict(rng: _Rng, polarity: int, plain: bool) -> tuple[_Tokens, int]:
    """The sentence that decides, without its final mark, and where its deciding word stands.

    It may first grant the opposite; the part after the contrast, or the main clause, is what counts.
    """
    opposite, draw = 1 - polarity, rng.random() / _CONTRAST
    before: _Tokens
    if draw < 0.55:
        before = [*_aspect(rng, opposite), *_pick(rng, lexicon.TURNS).split()]
        before += _pick(rng, lexicon.AFTER_TURN).split()
    elif draw < 0.70:
        before = [_pick(rng, lexicon.CONCESSIONS), _ADJECTIVE[opposite](rng), "at", "first", ","]
    elif draw < 0.85:
        before = [_pick(rng, lexicon.CONCESSIONS), *_aspect(rng, opposite), ","]
    elif draw < 1.0:
        before = [*_unreal(rng, polarity), *_pick(rng, lexicon.TURNS).split()]
    else:
        before = _pick(rng, lexicon.OPENERS).split()
    tokens, where = _statement(rng, polarity, plain)
    if tokens[0] == "what" and before[-1:] not in ([], ["."], ["!"]):
        tokens[0:1] = ["it", "is"]  # "in the end what a mess" is no English
        where += 1
    if 1.0 <= draw < 1.15 and not plain:
        tokens += [",", _pick(rng, lexicon.CONCESSIONS), *_aspect(rng, opposite)]
    return before + tokens, len(before) + where


def _body(rng: _Rng, polarity: int, length: int) -> _Tokens:
    """Plot, opinions on aspects and hearsay, about `length` tokens: more plot first, more opinions later."""
    tokens: _Tokens = []
    while len(tokens) < length:
        draw, done = rng.random(), len(tokens) / length
        if draw < 0.60 - 0.25 * done:
            tokens += _fill(rng, _pick(rng, _PLOT))
        elif draw < 0.90:
            side = polarity if rng.random() < _AGREE + (1 - _AGREE) * done * 0.8 else 1 - polarity
            tokens += [*_aspect(rng, side), "." if rng.random() < 0.85 else "!"]
        else:
            tokens += [*_hearsay(rng), "."]
    return tokens


def _tail(rng: _Rng) -> _Tokens:
    """What follows the verdict: most often a full stop only, now and then half a page."""
    draw = rng.random()
    if draw < 0.55:
        return ["." if rng.random() < 0.8 else "!"]
    tokens = [".", *_neutral(rng, 2 + int(rng.random() * (12 if draw < 0.85 else 45)))]
    return [*tokens, *_hearsay(rng), "."] if rng.random() < 0.15 else tokens


def _exact_tail(rng: _Rng, length: int) -> _Tokens:
    """Exactly `length` tokens without opinion."""
    if length == 0:
        return []
    if length == 2:  # no sentence is one token long
        return [",", _DRAW["first"](rng)]
    return [".", *_neutral(rng, length - 1)]


def _review(rng: _Rng, polarity: int, distance: int | None) -> str:
    if distance is None:
        length, tail = min(95, int(rng.lognormvariate(3.5, 0.7))), _tail(rng)
        body = _body(rng, polarity, length - len(tail))
    else:
        body, tail = _body(rng, polarity, int(rng.random() * 20)), _exact_tail(rng, distance)
    verdict, where = _verdict(rng, polarity, plain=distance is not None)
    tokens = body + verdict + tail
    _mend_articles(tokens)
    _mistype(rng, tokens, keep=len(body) + where)
    return _join(tokens)


def _mend_articles(tokens: _Tokens) -> None:
    for i in range(len(tokens) - 1):
        if tokens[i] == "a" and tokens[i + 1][0] in "aeiou":
            tokens[i] = "an"


def _mistype(rng: _Rng, tokens: _Tokens, keep: int) -> None:
    """Puts typing errors into lower-case words of four letters or more, never at position `keep`."""
    for i, word in enumerate(tokens):
        if rng.random() < _TYPOS and i != keep and len(word) > 3 and word.islower():
            tokens[i] = _typo(rng, word)


def _typo(rng: _Rng, word: str) -> str:
    """One typing error: gooood, prinse, flim, acing, filmm."""
    where, draw = 1 + int(rng.random() * (len(word) - 2)), rng.random()
    vowels = [i for i, letter in enumerate(word) if letter in "aeiou"]
    if draw < 0.25 and vowels:
        i = _pick(rng, vowels)
        return word[:i] + word[i] * (3 + int(rng.random() * 3)) + word[i + 1 :]
    if draw < 0.50 and "c" in word[1:]:
        return word[0] + word[1:].replace("c", "s", 1)
    if draw < 0.70 and word[where] != word[where + 1]:
        return word[:where] + word[where + 1] + word[where] + word[where + 2 :]
    if draw < 0.85:
        return word[:where] + word[where + 1 :]
    return word[:where] + word[where] + word[where:]


def _join(tokens: _Tokens) -> str:
    """Text with a capital at the start of each sentence and no space before a mark."""
    parts, start = [], True
    for token in tokens:
        if token in {".", ",", ";", "!", "?"}:
            parts.append(token)
            start = token in {".", "!", "?"}
        else:
            parts.append(" " + (token[0].upper() + token[1:] if start or token == "i" else token))
            start = False
    return "".join(parts)[1:]


def make_reviews(m: int, seed: int = 0, distance: int | None = None, label_noise: float = 0.03) -> Reviews:
    """Draws film reviews from the grammar of this module.

    One *deciding word* gives each review its label. Half the reviews are positive (before noise), no two are
    equal, and the same arguments give the same reviews on every machine.

    Args:
        m: How many reviews.
        seed: Seed of the draw.
        distance: If given, exactly this many tokens (words and marks, each one token) stand after the
            deciding word, and none of them tells anything of the label. By default the number varies, small
            ones being the most common.
        label_noise: Share of the labels that are turned round, from 0 to 0.5. Nobody can be right about
            these, so that no accuracy can be expected to pass `1 - label_noise`.

    Returns:
        `Reviews`: `m` texts and their labels, an int array `(m,)`, 1 for positive and 0 for negative.

    Raises:
        ValueError: If `m` or `distance` is negative or no whole number, or `label_noise` does not lie between
            0 and 0.5.
    """
    check_at_least("m", m, 0)
    if distance is not None:
        check_at_least("distance", distance, 0)
    if not 0 <= label_noise <= 0.5:
        raise ValueError(f"label_noise must lie between 0 and 0.5, got {label_noise}")
    rng = random.Random(seed)
    polarities = [i % 2 for i in range(m)]
    rng.shuffle(polarities)
    texts: dict[str, None] = {}  # a set that keeps the order
    for polarity in polarities:
        while (text := _review(rng, polarity, distance)) in texts:
            pass
        texts[text] = None
    labels = np.array(polarities, dtype=np.int64)  # (m,)
    for i in rng.sample(range(m), round(m * label_noise)):
        labels[i] = 1 - labels[i]
    return Reviews(list(texts), labels)


def fingerprint() -> str:
    """Changes whenever the grammar or its words do: part of the key under which drawn reviews are kept."""
    digest = hashlib.sha256()
    for file in (__file__, lexicon.__file__):
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()[:20]
