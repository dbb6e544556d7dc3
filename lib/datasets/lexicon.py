"""Words, names and sentence patterns from which `lib.datasets.grammar` makes reviews.

No word has an apostrophe, hyphen or digit in it, so that every word and every mark is one token for any
sensible tokeniser, and the grammar can count tokens.
"""

from __future__ import annotations

import random
import re


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Most frequent first: the grammar draws them by a Zipf-like law.
POSITIVE_ADJECTIVES = _list(
    """good great wonderful excellent funny beautiful brilliant fantastic charming superb lovely
    touching delightful clever perfect moving memorable amazing enjoyable impressive splendid
    fresh gripping witty refreshing terrific thrilling graceful inspired magnificent engaging
    warm hilarious marvellous outstanding elegant stunning tender compelling exquisite
    captivating radiant sublime flawless dazzling enchanting masterful poignant uplifting
    glorious"""
)
NEGATIVE_ADJECTIVES = _list(
    """bad awful boring terrible dull stupid poor horrible weak predictable silly annoying
    ridiculous lame pointless disappointing tedious clumsy dreadful flat pathetic forgettable
    shallow tiresome messy bland lifeless laughable wooden painful confusing lazy miserable
    pretentious sloppy unbearable unfunny stale atrocious hollow dismal abysmal incoherent
    soulless insipid dreary appalling amateurish insulting excruciating"""
)
POSITIVE_NOUNS = _list("masterpiece gem delight treat joy triumph pleasure classic marvel success")
NEGATIVE_NOUNS = _list("mess bore waste disaster failure disgrace letdown insult chore nightmare")
POSITIVE_VERBS = _list("loved liked enjoyed adored admired appreciated recommend")
NEGATIVE_VERBS = _list("hated disliked detested loathed regretted endured despise")
POSITIVE = frozenset(POSITIVE_ADJECTIVES + POSITIVE_NOUNS + POSITIVE_VERBS)
NEGATIVE = frozenset(NEGATIVE_ADJECTIVES + NEGATIVE_NOUNS + NEGATIVE_VERBS)

SLOTS = {
    "aspect": _list(
        """acting story plot music script ending cast dialogue camera direction photography humour
        sound editing pace opening score scenery lighting costume design writing soundtrack
        casting staging romance suspense choreography narration makeup"""
    ),
    "role": _list(
        """detective teacher soldier doctor singer farmer widow prince thief sailor journalist
        painter priest boxer lawyer orphan waitress clown pilot baker nurse spy king queen
        gambler butcher student gardener smuggler librarian clockmaker fisherman carpenter barber
        tailor miner juggler postman shepherd beekeeper cartographer locksmith ferryman
        blacksmith typist stuntman cellist tinker coachman midwife"""
    ),
    "thing": _list(
        """letter house secret diary murder map boat horse ring farm village crime bank painting key
        train treasure fortune orchestra circus castle bridge factory garden bakery ghost
        suitcase necklace manuscript telescope violin compass lantern photograph island hotel
        ranch theatre wedding funeral mirror clock piano tunnel lighthouse orchard monastery
        caravan aquarium parrot chessboard umbrella typewriter submarine sled zeppelin windmill
        turnip scarecrow harmonica barometer tapestry vineyard"""
    ),
    "kind": _list(
        "old small lost stolen empty strange broken famous red blue secret hidden golden silver paper"
    ),
    "deed": _list(
        """finds loses steals inherits discovers buys hides follows remembers leaves sells repairs
        visits watches guards paints burns borrows rebuilds forgets describes searches"""
    ),
    "time": _list("yesterday today twice once recently again tonight Sunday Monday Saturday Friday"),
    "medium": _list("cinema library school festival hotel museum"),
    "season": _list("winter summer war spring autumn night morning storm holiday flood harvest"),
    "person": _list(
        "brother wife husband sister mother father friend neighbour boss daughter son cousin uncle aunt"
    ),
    "crowd": _list("critics people friends others reviewers papers fans colleagues"),
    "degree": _list("very really quite so truly rather simply utterly absolutely surprisingly remarkably"),
    "film": _list("film movie picture"),
    "number": _list("two three four five six seven eight nine ten twelve"),
}

# Sentences without opinion.
PLOT = """
the story is set in {place} .
{first} {last} plays a {role} .
{first} {last} plays the {role} .
{first} {last} plays a {role} who {deed} a {thing} .
{first} {last} and {first} {last} play the {role} and the {role} .
a {role} {deed} a {thing} in {place} .
a {kind} {thing} is all that the {role} {deed} .
{last} directed it in {place} .
it was filmed in {place} during the {season} .
the {role} and the {role} meet in {place} .
the {role} {deed} a {thing} and the {role} {deed} the {thing} .
{first} is a {role} from {place} .
{first} {deed} a {thing} before the {season} .
then {first} {deed} the {thing} .
after the {season} {first} {deed} a {thing} , and {first} goes to {place} .
there is a {thing} , a {thing} and a {role} .
{first} and {first} share a {kind} {thing} in {place} .
the {role} is played by {first} {last} .
it begins with a {kind} {thing} and a {role} .
in the second half the {role} {deed} the {thing} .
the book by {last} is about a {role} .
{last} wrote the script with {first} {last} .
most of it takes place in a {thing} near {place} .
i saw it {time} .
i saw it at the {medium} .
i watched it on the plane with my {person} .
we saw it in {place} {time} .
my {person} and i saw this {film} at the {medium} {time} .
the {film} lasts about {number} hours .
this is the third {film} by {first} {last} .
i have read the book by {last} {time} .
{first} {last} was in another {film} about a {thing} .
what happens to the {thing} ?
who {deed} the {thing} ?
and then the {season} comes .
when the {role} {deed} the {kind} {thing} , {first} leaves {place} .
{number} people live in a {thing} near {place} .
{first} has not seen the {thing} for {number} years .
the {role} does not know who {deed} the {kind} {thing} .
the {thing} of the title is a {kind} {thing} .
it is about a {role} , but also about a {thing} .
""".strip().splitlines()

# Lengths from 2 tokens up must all be there, so that a tail can have any length.
SHORT_PLOT = """
{time} .
in {place} .
with {first} {last} .
by {first} .
""".strip().splitlines()

# A verdict is on the film as a whole. "#" stands where the deciding word comes.
VERDICTS_ADJECTIVE = """
it is #
it was #
this is #
this {film} is #
this {film} was #
the {film} is #
i found it #
the whole thing is #
the result is #
""".strip().splitlines()
VERDICTS_NOUN = """
it is a #
it was a #
this is a #
this {film} is a #
the {film} was a #
what a #
the result is a #
i call it a #
""".strip().splitlines()
# The deciding word is not the last one here.
VERDICTS_VERB = """
i # it
i # this {film}
i # every minute of it
my {person} and i # it
""".strip().splitlines()
AFTER_ADJECTIVE = ("from start to finish", "to watch", "in every way", "to the very end")
# What the film was hoped or feared to be and is not: hopes for a bad film, then fears for a good one.
UNREAL = (
    (
        "it could have been a #",
        "it should have been a #",
        "i wanted it to be a #",
        "i expected a #",
        "with another cast it would be a #",
    ),
    ("i expected a #", "i was afraid of a #", "they told me it was a #", "it looked like a #"),
)
OPENERS = (
    *[""] * 4,
    *["overall ,", "in the end", "all in all ,", "to sum up ,", "in short ,", "for me ,", "honestly ,"],
)
NEGATIONS = ("not", "not", "not", "never", "hardly", "not at all", "far from", "anything but", "by no means")
TURNS = (", but", ", but", ", but", ", yet", "; however ,", ". but", ". still ,", ", and yet")
AFTER_TURN = ("", "", "in the end", "overall", "as a whole")
CONCESSIONS = ("although", "though", "while", "even though")
ASPECTS = """
the {aspect} is #
the {aspect} was #
the {aspect} by {last} is #
i found the {aspect} #
the {aspect} seemed #
""".strip().splitlines()
HEARSAY = """
my {person} called it #
my {person} found it #
my {person} thought it was #
some {crowd} say it is #
many {crowd} found it #
the poster calls it #
""".strip().splitlines()

_ONSETS = _list("b br c ch d dr f g gr h j k l m n p r s sh st t tr v w th bl")
_VOWELS = _list("a e i o u a e i o ai ea")
_CODAS = ("", "", "", "n", "r", "l", "s", "m")
_ENDS = {
    "first": ("a", "o", "ie", "y", "in", "a", "us"),
    "last": ("son", "er", "ini", "ley", "wood", "ski", "man", "ell", "ard"),
    "place": ("ia", "ton", "ville", "berg", "ford", "ham", "stad"),
}


def names() -> dict[str, list[str]]:
    """Invented first names, last names and places: long lists, none of them a word of the grammar."""
    taken = set(_grammar_words())
    return {
        "first": _invent("first", 1500, 1, 1, taken),
        "last": _invent("last", 12000, 2, 1, taken),
        "place": _invent("place", 2500, 3, 1, taken),
    }


def _grammar_words() -> frozenset[str]:
    templates = (PLOT, SHORT_PLOT, VERDICTS_ADJECTIVE, VERDICTS_NOUN, VERDICTS_VERB, AFTER_ADJECTIVE, *UNREAL)
    lists = (OPENERS, NEGATIONS, TURNS, AFTER_TURN, CONCESSIONS, ASPECTS, HEARSAY, *SLOTS.values())
    text = " ".join(item for items in (*templates, *lists) for item in items)
    return POSITIVE | NEGATIVE | frozenset(re.findall(r"[a-z]+", text))


def _invent(kind: str, count: int, seed: int, shortest: int, taken: set[str]) -> list[str]:
    """`count` different names of one to three syllables and an ending; the same in every run."""
    rng = random.Random(seed)

    def pick(items: tuple[str, ...]) -> str:
        return items[int(rng.random() * len(items))]

    found: list[str] = []
    while len(found) < count:
        # The more names there are already, the longer they grow, as common names are short.
        syllables = shortest + int(rng.random() * (1.2 + len(found) / count))
        name = "".join(pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(syllables))
        end = pick(_ENDS[kind])
        name = (re.sub(r"[aeiou]+$", "", name) if end[0] in "aeiouy" else name) + end
        if 4 <= len(name) <= 12 and name not in taken:
            taken.add(name)
            found.append(name.capitalize())
    return found
