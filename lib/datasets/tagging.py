"""Sentences whose words carry entity tags: WNUT-17, or sentences from a grammar of our own."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from lib.datasets import lexicon, places
from lib.datasets.errors import BrokenFileError
from lib.datasets.files import AGAIN, read_text
from lib.datasets.places import Corpus
from lib.datasets.types import FromSource, Source

_TAG = re.compile(r"O|[BI]-[A-Za-z-]+")


@dataclass(frozen=True)
class TaggedSentences:
    """Sentences and the tags of their words.

    Attributes:
        tokens: m lists of words, as written.
        tags: m lists of as many tags: "B-person" begins a name of a person, "I-person" goes on with it, "O"
            is no entity.
    """

    tokens: list[list[str]]
    tags: list[list[str]]

    def __len__(self) -> int:
        return len(self.tokens)


@dataclass(frozen=True)
class TaggedSplits(FromSource):
    """Tagged sentences to learn from, to choose by and to be judged by; `source` as in `Splits`."""

    train: TaggedSentences
    validation: TaggedSentences
    test: TaggedSentences
    source: Source


def load_tagged_sentences(corpus: Corpus = None) -> TaggedSplits:
    """Loads sentences with entity tags, and says in one line where they came from.

    Args:
        corpus: "real" for WNUT-17, "embedded" for sentences from a grammar of our own, or None for the real
            ones if they are on this machine.

    Returns:
        `TaggedSplits` with 3,394 / 1,009 / 1,287 sentences (real) or 3,000 / 500 / 500 (embedded). Both use
        the six entities of WNUT-17: person, location, corporation, group, product, creative-work.

    Raises:
        MissingDataError: If `corpus="real"` and they are not here, or `COURSE_DATA` names no folder.
        ChecksumError: If a file is not what it should be.
        BrokenFileError: If a line of a file is not a word, a tab and a tag.

    Reference:
        Derczynski, L. et al. (2017), "Results of the WNUT2017 shared task on novel and emerging entity
        recognition", W-NUT.
    """
    found = places.choose("wnut17", corpus)
    if found is None:
        splits = _embedded()
    else:
        train, validation, test = map(read_conll, found.paths)
        splits = TaggedSplits(train, validation, test, source=found.source)
    print(
        f"Tagged sentences: {len(splits.train):,} train + {len(splits.validation):,} validation + "
        f"{len(splits.test):,} test, from {places.describe(splits.source)}."
    )
    return splits


def read_conll(path: Path) -> TaggedSentences:
    """Reads sentences from a file: a word, a tab and a tag a line, and a blank line after each sentence.

    Args:
        path: The file, UTF-8.

    Returns:
        Its sentences.

    Raises:
        BrokenFileError: If the file cannot be read or is empty, or a line is neither blank nor a word, a tab
            and a tag.
    """
    tokens: list[list[str]] = [[]]
    tags: list[list[str]] = [[]]
    for number, line in enumerate(read_text(path).split("\n"), start=1):  # a word may hold other separators
        word, tab, tag = line.partition("\t")
        if not line.strip():
            tokens.append([])
            tags.append([])
        elif word and tab and _TAG.fullmatch(tag):
            tokens[-1].append(word)
            tags[-1].append(tag)
        else:
            raise BrokenFileError(f"{path}, line {number}: not a word, a tab and a tag. {AGAIN}")
    kept = [i for i, sentence in enumerate(tokens) if sentence]
    return TaggedSentences([tokens[i] for i in kept], [tags[i] for i in kept])


# In a template "word/tag" gives a tag and "{slot}/tag" one for what is put there. What comes after the first
# word decides whether Teddy, Jordan or Apple is a name and of what: that is what these sentences are for.
_AMBIGUOUS = """
Teddy/B-person {last}/I-person was a great {role} .
Teddy/B-person {verb} the {thing} .
Teddy bears are on sale .
Teddy bears make good presents .
{both}/B-person {last}/I-person was a great {role} .
{both}/B-person {verb} the {thing} .
{both}/B-person said that the {thing} was small .
{both}/B-location is a country of lakes and hills .
{both}/B-location has a {thing} and a harbour .
{both}/B-location lies north of {place}/B-location .
Will/B-person {last}/I-person was here .
Will you be here ?
Rose/B-person {verb} the {thing} .
Rose gardens are open today .
Bill/B-person {last}/I-person paid for the {thing} .
Bill and rent are due today .
Hope/B-person {last}/I-person {verb} a {thing} .
Hope is all that we have .
May/B-person {last}/I-person sang in {place}/B-location .
May was cold in {place}/B-location .
Apple/B-corporation sells fewer phones this year .
Apple trees grow near {place}/B-location .
Amazon/B-corporation sells a {thing} for ten coins .
Amazon/B-location fish are sold in {place}/B-location .
""".strip().splitlines()
_PLAIN = """
{first}/B-person {last}/I-person lives in {place}/B-location .
{first}/B-person and {first}/B-person {verb} a {thing} .
the {role} {verb} a {thing} in {place}/B-location .
I met {first}/B-person at the {thing} .
{last}/B-corporation {firm}/I-corporation sold its {thing} to {last}/B-corporation {firm}/I-corporation .
{first}/B-person works for {last}/B-corporation {firm}/I-corporation in {place}/B-location .
tickets for The/B-group {plural}/I-group are sold out .
The/B-group {plural}/I-group play in {place}/B-location tonight .
the new {last}/B-product {model}/I-product has a {thing} .
{first}/B-person bought a {last}/B-product {model}/I-product .
we watched The/B-creative-work {title}/I-creative-work of/I-creative-work {place}/I-creative-work twice .
{first}/B-person wrote The/B-creative-work {title}/I-creative-work in {place}/B-location .
the {thing} in {place}/B-location is small .
who {verb} the {thing} ?
nobody {verb} the {thing} today .
the {role} and the {role} are here .
""".strip().splitlines()
_SLOTS = {
    "role": lexicon.SLOTS["role"],
    "thing": lexicon.SLOTS["thing"],
    "title": tuple(word.capitalize() for word in lexicon.SLOTS["role"] + lexicon.SLOTS["thing"]),
    "verb": ("found", "lost", "sold", "painted", "repaired", "described", "bought", "hid"),
    "firm": ("Motors", "Bank", "Foods", "Airlines", "Records", "Press"),
    "plural": ("Lanterns", "Sparrows", "Tinkers", "Violets", "Magpies", "Harbours", "Foxes"),
    "model": ("One", "Two", "Max", "Mini", "Pro", "X"),
    "both": ("Jordan", "Paris", "Florence", "Georgia", "Chad", "Sydney", "Austin", "Virginia"),
}
_SIZES = (3000, 500, 500)


def _embedded() -> TaggedSplits:
    """Half of the names of the last two splits do not occur in the first."""
    names = {kind: tuple(items[:600]) for kind, items in lexicon.names().items()}
    rng, seen = random.Random(0), set[str]()
    train = _draw(rng, _SIZES[0], {kind: items[:300] for kind, items in names.items()}, seen)
    validation = _draw(rng, _SIZES[1], names, seen)
    return TaggedSplits(train, validation, _draw(rng, _SIZES[2], names, seen), source="embedded")


def _draw(rng: random.Random, m: int, names: dict[str, tuple[str, ...]], seen: set[str]) -> TaggedSentences:
    slots = {**_SLOTS, **names}
    tokens: list[list[str]] = []
    tags: list[list[str]] = []
    while len(tokens) < m:
        template = rng.choice(_AMBIGUOUS if rng.random() < 0.4 else _PLAIN)
        words, marks = _fill(rng, template, slots)
        # A template without a slot may come again ("Hope is all that we have"); other sentences may not.
        if "{" in template and " ".join(words) in seen:
            continue
        seen.add(" ".join(words))
        tokens.append(words)
        tags.append(marks)
    return TaggedSentences(tokens, tags)


def _fill(
    rng: random.Random, template: str, slots: dict[str, tuple[str, ...]]
) -> tuple[list[str], list[str]]:
    words, tags = [], []
    for part in template.split():
        word, _, tag = part.partition("/")
        words.append(rng.choice(slots[word[1:-1]]) if word.startswith("{") else word)
        tags.append(tag or "O")
    if words[0].islower():
        words[0] = words[0].capitalize()
    return words, tags
