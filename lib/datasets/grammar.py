"""Film reviews from a grammar of our own: English enough to read, made so that word order matters.

A review is a few sentences of plot (no opinion), a few opinions on single aspects (the acting, the music), and
one verdict on the film as a whole. *The verdict alone decides the label.* The opinions before it agree with it
more often than not, so counting words helps; but verdicts are negated ("not good", "never dull"), contrasted
("the acting was wonderful, but in the end it is a bore") and preceded by opinions of other people, so counting
words is not enough. The verdict stands at the end more often than elsewhere, as it does in real reviews.

Words follow a Zipf-like law: a few hundred common ones, then a long tail of invented names and of typing errors.
"""

from __future__ import annotations

import hashlib
import random
import re
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from lib.datasets.types import Reviews

POSITIVE_ADJECTIVES = tuple(
    """good great wonderful excellent funny beautiful brilliant fantastic charming superb lovely touching
    delightful clever perfect moving memorable amazing enjoyable impressive splendid fresh gripping witty
    refreshing terrific thrilling graceful inspired magnificent engaging warm hilarious marvellous outstanding
    elegant stunning tender compelling exquisite captivating radiant sublime flawless dazzling enchanting
    masterful poignant uplifting glorious""".split()
)
NEGATIVE_ADJECTIVES = tuple(
    """bad awful boring terrible dull stupid poor horrible weak predictable silly annoying ridiculous lame
    pointless disappointing tedious clumsy dreadful flat pathetic forgettable shallow tiresome messy bland
    lifeless laughable wooden painful confusing lazy miserable pretentious sloppy unbearable unfunny stale
    atrocious hollow dismal abysmal incoherent soulless insipid dreary appalling amateurish insulting
    excruciating""".split()
)
POSITIVE_NOUNS = tuple("gem treat masterpiece delight joy triumph pleasure classic marvel surprise".split())
NEGATIVE_NOUNS = tuple("mess bore waste disaster failure disgrace letdown insult chore nightmare".split())
POSITIVE = frozenset(POSITIVE_ADJECTIVES + POSITIVE_NOUNS)
NEGATIVE = frozenset(NEGATIVE_ADJECTIVES + NEGATIVE_NOUNS)

_ASPECTS = """acting story plot music script ending cast dialogue camera direction photography humour sound
    editing pace opening score scenery lighting costume design writing soundtrack casting staging romance
    suspense choreography narration makeup""".split()
_ROLES = """detective teacher soldier doctor singer farmer widow prince thief sailor journalist painter priest
    boxer lawyer orphan waitress clown pilot baker nurse spy king queen gambler butcher student gardener
    smuggler librarian clockmaker fisherman carpenter barber tailor miner juggler postman shepherd beekeeper
    cartographer locksmith ferryman blacksmith typist stuntman cellist tinker coachman lighthousekeeper""".split()
_THINGS = """letter house secret diary murder map boat horse ring farm village murderer bank painting key train
    treasure inheritance orchestra circus castle bridge crime factory garden bakery ghost suitcase necklace
    manuscript telescope violin compass lantern photograph island hotel ranch theatre wedding funeral mirror
    clock piano tunnel lighthouse orchard monastery caravan aquarium parrot chessboard umbrella typewriter
    submarine sled zeppelin windmill turnip scarecrow harmonica barometer tapestry vineyard""".split()
_DEEDS = """finds loses steals inherits discovers buys hides follows remembers leaves sells repairs visits
    watches guards paints burns borrows rebuilds forgets describes searches""".split()
_TIMES = """yesterday today twice once recently sunday monday saturday friday again tonight""".split()
_MEDIA = "cinema television video home school plane festival hotel library train".split()
_YEARS = "winter summer war spring autumn night morning storm holiday flood harvest".split()
_PEOPLE = (
    "brother wife husband sister mother father friend neighbour boss daughter son cousin uncle aunt".split()
)
_CROWDS = "critics people friends others reviewers papers fans colleagues".split()
_DEGREES = "very really quite so truly rather simply utterly absolutely surprisingly remarkably".split()
_FILM = "film movie picture".split()

# No apostrophe, hyphen or number anywhere: one word or mark here is one token for every sensible tokeniser.
_PLOT = """
the story is set in {place} .
{first} {last} plays a {role} .
{first} {last} plays a {role} who {deed} a {thing} .
a {role} {deed} a {thing} in {place} .
{last} directed it in {place} .
it was filmed in {place} during the {year} .
the {role} and the {role} meet in {place} .
the {role} {deed} a {thing} and the {role} {deed} the {thing} .
{first} is a {role} from {place} .
{first} {deed} a {thing} before the {year} .
then {first} {deed} the {thing} .
after the {year} {first} {deed} a {thing} , and {first} goes to {place} .
there is a {thing} , a {thing} and a {role} .
{first} and {first} share a {thing} in {place} .
the {role} is played by {first} {last} .
it begins with a {thing} and a {role} .
in the second half the {role} {deed} the {thing} .
the book by {last} is about a {role} .
{last} wrote the script with {first} {last} .
most of it takes place in a {thing} near {place} .
i saw it {time} .
i saw it at the {medium} .
i watched it on the {medium} with my {person} .
we saw it in {place} {time} .
my {person} and i saw this {film} at the {medium} {time} .
the {film} lasts about two hours .
this is the third {film} by {first} {last} .
i have read the book by {last} {time} .
{first} {last} was in another {film} about a {thing} .
what happens to the {thing} ?
who {deed} the {thing} ?
and then the {year} comes .
""".strip().splitlines()

# For a tail of exactly k tokens every length from 2 up must be there.
_SHORT = """
{time} .
in {place} .
with {first} {last} .
i saw it {time} .
we saw it in {place} .
""".strip().splitlines()

_OPENERS = (
    "",
    "",
    "",
    "overall ,",
    "in the end",
    "all in all ,",
    "to sum up ,",
    "in short ,",
    "for me ,",
    "honestly ,",
)
_SUBJECTS = (
    "it is",
    "it was",
    "this is",
    "this {film} is",
    "this {film} was",
    "the {film} is",
    "i found it",
    "the whole thing is",
)
_NOUN_SUBJECTS = ("it is", "it was", "this is", "this {film} is", "what", "the {film} is", "the result is")
_NEGATIONS = ("not", "not", "not", "never", "hardly", "not at all", "far from", "anything but", "by no means")
_CONTRASTS = (", but", ", but", ", but", ", yet", "; however ,", ". but", ". still ,", ", and yet")
_CONCESSIONS = ("although", "though", "while", "even though")

_Rng = random.Random
_Tokens = list[str]


class _Zipf:
    """Draws items with weights 1 / (rank + shift)."""

    def __init__(self, items: Sequence[str], shift: float = 1.0, power: float = 1.0):
        self.items = list(items)
        weights = accumulate((1 / (rank + shift) ** power for rank in range(len(self.items))), initial=0.0)
        self.cumulative = list(weights)[1:]

    def __call__(self, rng: _Rng) -> str:
        return self.items[bisect(self.cumulative, rng.random() * self.cumulative[-1], 0, len(self.items) - 1)]


def _pick(rng: _Rng, items: Sequence[str]) -> str:
    return items[int(rng.random() * len(items))]


def _common_words() -> frozenset[str]:
    """Every word that the grammar itself uses, so that no invented name is one of them."""
    lists = (_ASPECTS, _ROLES, _THINGS, _DEEDS, _TIMES, _MEDIA, _YEARS, _PEOPLE, _CROWDS, _DEGREES, _FILM)
    text = " ".join([*_PLOT, *_OPENERS, *_NEGATIONS, *_CONTRASTS, *_CONCESSIONS, *_SUBJECTS])
    return (
        frozenset([w for words in lists for w in words] + re.findall(r"[a-z]+", text)) | POSITIVE | NEGATIVE
    )


def _invented_names(count: int, seed: int, syllables: tuple[int, ...], ends: Sequence[str]) -> list[str]:
    """`count` different names made of syllables; the same in every run."""
    rng = random.Random(seed)
    onsets = "b br c ch d dr f fr g gr h j k kr l m n p pr r s sh st t tr v w z th bl kl".split()
    vowels = "a e i o u a e i o ai ea ou ia".split()
    codas = ["", "", "", "n", "r", "l", "s", "m", "nd", "rt", "lk", "ck"]
    taken, names = set(_common_words()), []
    while len(names) < count:
        parts = [
            _pick(rng, onsets) + _pick(rng, vowels) + _pick(rng, codas)
            for _ in range(int(_pick(rng, [str(s) for s in syllables])))
        ]
        name = "".join(parts) + _pick(rng, ends)
        if len(name) > 3 and name not in taken:
            taken.add(name)
            names.append(name.capitalize())
    return names


_DRAW: dict[str, Callable[[_Rng], str]] = {
    "first": _Zipf(_invented_names(1500, 1, (1, 2), ["", "a", "o", "ie", "y"]), shift=4),
    "last": _Zipf(
        _invented_names(12000, 2, (2, 3), ["", "", "son", "er", "ini", "ley", "wood", "ski"]), shift=20
    ),
    "place": _Zipf(_invented_names(2500, 3, (1, 2, 3), ["", "ia", "ton", "ville", "berg", "ford"]), shift=6),
    "aspect": _Zipf(_ASPECTS, 2),
    "role": _Zipf(_ROLES, 3),
    "thing": _Zipf(_THINGS, 3),
    "deed": _Zipf(_DEEDS, 3),
    "time": _Zipf(_TIMES, 2),
    "medium": _Zipf(_MEDIA, 2),
    "year": _Zipf(_YEARS, 2),
    "person": _Zipf(_PEOPLE, 2),
    "crowd": _Zipf(_CROWDS, 2),
    "degree": _Zipf(_DEGREES, 1),
    "film": _Zipf(_FILM, 1),
}
_ADJECTIVE = {1: _Zipf(POSITIVE_ADJECTIVES, 1.5), 0: _Zipf(NEGATIVE_ADJECTIVES, 1.5)}
_NOUN = {1: _Zipf(POSITIVE_NOUNS, 2), 0: _Zipf(NEGATIVE_NOUNS, 2)}

_Template = tuple[str | Callable[[_Rng], str], ...]


def _compile(template: str) -> _Template:
    return tuple(_DRAW[part[1:-1]] if part.startswith("{") else part for part in template.split())


_PLOT_TEMPLATES = [_compile(t) for t in _PLOT]
_BY_LENGTH: dict[int, list[_Template]] = {}
for _t in [_compile(t) for t in _SHORT] + _PLOT_TEMPLATES:
    _BY_LENGTH.setdefault(len(_t), []).append(_t)


def _fill(rng: _Rng, template: _Template) -> _Tokens:
    return [part if isinstance(part, str) else part(rng) for part in template]


_compiled: dict[str, _Template] = {}


def _say(rng: _Rng, text: str) -> _Tokens:
    template = _compiled.get(text)
    if template is None:
        template = _compiled[text] = _compile(text)
    return _fill(rng, template)


def _plot(rng: _Rng) -> _Tokens:
    return _fill(rng, _PLOT_TEMPLATES[int(rng.random() * len(_PLOT_TEMPLATES))])


def _neutral(rng: _Rng, length: int) -> _Tokens:
    """Whole sentences without opinion, exactly `length` tokens in all (0 or at least 2)."""
    tokens: _Tokens = []
    while length:
        sizes = [n for n in _BY_LENGTH if n <= length and length - n != 1]
        size = sizes[int(rng.random() * len(sizes))]
        choices = _BY_LENGTH[size]
        tokens += _fill(rng, choices[int(rng.random() * len(choices))])
        length -= size
    return tokens


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _predicate(rng: _Rng, polarity: int, negated: float) -> _Tokens:
    """ "very good", "not bad": ends with the word that carries the opinion."""
    if rng.random() < negated:
        return [*_pick(rng, _NEGATIONS).split(), _ADJECTIVE[1 - polarity](rng)]
    word = _ADJECTIVE[polarity](rng)
    return [_DRAW["degree"](rng), word] if rng.random() < 0.4 else [word]


def _aspect_clause(rng: _Rng, polarity: int, negated: float) -> _Tokens:
    verb = "was" if rng.random() < 0.6 else "is"
    return ["the", _DRAW["aspect"](rng), verb, *_predicate(rng, polarity, negated)]


def _film_clause(rng: _Rng, polarity: int, negated: float) -> _Tokens:
    """A clause on the film as a whole; ends with the word that carries the opinion."""
    if rng.random() < 0.3:
        subject = _say(rng, _pick(rng, _NOUN_SUBJECTS))
        if rng.random() < negated and subject[-1] != "what":
            word = _NOUN[1 - polarity](rng)
            return [*subject, "not" if rng.random() < 0.7 else "hardly", _article(word), word]
        word = _NOUN[polarity](rng)
        return [*subject, _article(word), word]
    return [*_say(rng, _pick(rng, _SUBJECTS)), *_predicate(rng, polarity, negated)]


def _verdict(rng: _Rng, polarity: int, negated: float, contrast: float) -> _Tokens:
    """The sentence that decides; ends with the deciding word, without the final mark."""
    draw = rng.random()
    if draw < contrast * 0.6:
        first = _aspect_clause(rng, 1 - polarity, negated)
        opener = _pick(rng, ("", "in the end", "overall", "as a whole"))
        return [
            *first,
            *_pick(rng, _CONTRASTS).split(),
            *opener.split(),
            *_film_clause(rng, polarity, negated),
        ]
    if draw < contrast * 0.85:
        other = _ADJECTIVE[1 - polarity](rng)
        return [_pick(rng, _CONCESSIONS), other, "at", "first", ",", *_film_clause(rng, polarity, negated)]
    if draw < contrast:
        first = _aspect_clause(rng, 1 - polarity, negated)
        return [_pick(rng, _CONCESSIONS), *first, ",", *_film_clause(rng, polarity, negated)]
    return [*_pick(rng, _OPENERS).split(), *_film_clause(rng, polarity, negated)]


def _hearsay(rng: _Rng) -> _Tokens:
    """What somebody else thought: an opinion that says nothing of the label."""
    who = ["my", _DRAW["person"](rng)] if rng.random() < 0.6 else ["some", _DRAW["crowd"](rng)]
    word = _ADJECTIVE[int(rng.random() < 0.5)](rng)
    return [*who, *_pick(rng, ("called it", "said it was", "found it", "thought it was")).split(), word, "."]


def _body(rng: _Rng, polarity: int, length: int, agree: float, negated: float) -> _Tokens:
    """Plot, opinions on aspects and hearsay, about `length` tokens."""
    tokens: _Tokens = []
    while len(tokens) < length:
        draw = rng.random()
        if draw < 0.50:
            tokens += _plot(rng)
        elif draw < 0.90:
            side = polarity if rng.random() < agree else 1 - polarity
            tokens += [*_aspect_clause(rng, side, negated), "." if rng.random() < 0.85 else "!"]
        else:
            tokens += _hearsay(rng)
    return tokens


def _tail_length(rng: _Rng) -> int:
    """Tokens after the deciding word: most often the full stop only, now and then half a page."""
    draw = rng.random()
    if draw < 0.45:
        return 1
    if draw < 0.80:
        return 1 + 2 + int(rng.random() * 12)
    return 1 + 2 + int(rng.random() * 45)


def _typo(rng: _Rng, word: str) -> str:
    """One typing error: gooood, prinse, flim, actin."""
    where = 1 + int(rng.random() * (len(word) - 2))
    draw = rng.random()
    vowels = [i for i, letter in enumerate(word) if letter in "aeiou"]
    if draw < 0.3 and vowels:
        i = vowels[int(rng.random() * len(vowels))]
        return word[:i] + word[i] * (2 + int(rng.random() * 3)) + word[i + 1 :]
    if draw < 0.5:
        return word[:where] + word[where + 1] + word[where] + word[where + 2 :]
    if draw < 0.7:
        return word[:where] + word[where + 1 :]
    if draw < 0.85 and "c" in word[1:]:
        return word[0] + word[1:].replace("c", "s", 1)
    return word[:where] + word[where] + word[where:]


def _mistype(rng: _Rng, tokens: _Tokens, rate: float, keep: int) -> None:
    """Puts typing errors into lower-case words of four letters or more, never at position `keep`."""
    for i, word in enumerate(tokens):
        if rng.random() < rate and i != keep and len(word) > 3 and word.islower():
            tokens[i] = _typo(rng, word)


def _join(tokens: _Tokens) -> str:
    """Text with capitals at the start of sentences and no space before a mark."""
    parts, start = [], True
    for token in tokens:
        if token in ",.;!?":
            parts.append(token)
            start = start or token in ".!?"
            continue
        if token == "i" or start:
            token = token[0].upper() + token[1:]
        parts.append(" " + token)
        start = False
    return "".join(parts)[1:]


def _review(rng: _Rng, polarity: int, distance: int | None) -> str:
    negated, contrast, agree = 0.25, 0.35, 0.62
    if distance is None:
        length = min(100, int(rng.lognormvariate(3.4, 0.7)))
        tail = _tail_length(rng)
        body = _body(rng, polarity, max(0, length - tail), agree, negated)
        verdict = _verdict(rng, polarity, negated, contrast)
    else:
        body = _body(rng, polarity, int(rng.random() * 20), agree, negated)
        tail = distance
        verdict = _verdict(rng, polarity, 0.0, contrast)
    tokens = body + verdict
    deciding = len(tokens) - 1
    if tail:
        tokens += (
            ["." if rng.random() < 0.8 or tail > 1 else "!", *_neutral(rng, tail - 1)]
            if tail != 2
            else [",", _DRAW["first"](rng)]
        )
    _mistype(rng, tokens, 0.008, deciding)
    return _join(tokens)


def make_reviews(m: int, seed: int = 0, distance: int | None = None, label_noise: float = 0.03) -> Reviews:
    """Draws film reviews from the grammar of this module.

    One *deciding word* gives each review its label. Half the reviews are positive (before noise), no two are
    equal, and the same arguments give the same reviews on every machine.

    Args:
        m: How many reviews.
        seed: Seed of the draw.
        distance: If given, exactly this many tokens (words and marks, each one token) stand after the deciding
            word, none of them an opinion. By default it varies, short distances being the most common.
        label_noise: Share of the labels that are turned round, between 0 and 0.5. Nobody can be right about
            these, so `1 - label_noise` bounds every accuracy.

    Returns:
        `Reviews` of `m` texts and their labels, an int array `(m,)`, 1 for positive and 0 for negative.

    Raises:
        ValueError: If `m` or `distance` is negative, or `label_noise` lies outside 0 to 0.5.
    """
    if m < 0:
        raise ValueError(f"m must not be negative, got {m}")
    if distance is not None and distance < 0:
        raise ValueError(f"distance must be None or a number of tokens from 0 up, got {distance}")
    if not 0 <= label_noise <= 0.5:
        raise ValueError(f"label_noise must lie between 0 and 0.5, got {label_noise}")
    rng = random.Random(seed)
    polarities = [i % 2 for i in range(m)]
    rng.shuffle(polarities)
    seen: set[str] = set()
    texts = []
    for polarity in polarities:
        text = _review(rng, polarity, distance)
        while text in seen:
            text = _review(rng, polarity, distance)
        seen.add(text)
        texts.append(text)
    labels = np.array(polarities, dtype=np.int64)  # (m,)
    for i in rng.sample(range(m), round(m * label_noise)):
        labels[i] = 1 - labels[i]
    return Reviews(texts, labels)


def fingerprint() -> str:
    """Changes whenever this file does: part of the key under which drawn reviews are kept."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:20]
