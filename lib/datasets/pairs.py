"""English sentences with their translations: Tatoeba's, or ours from a small grammar.

The grammar is English and French: agreement, word order, negation, elision.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal

from lib._arguments import check_at_least
from lib.datasets import places
from lib.datasets.errors import BrokenFileError
from lib.datasets.files import AGAIN, read_text, read_zipped_text
from lib.datasets.places import Corpus


def load_sentence_pairs(
    language: Literal["fra", "cmn"] = "fra", corpus: Corpus = None
) -> list[tuple[str, str]]:
    """Loads English sentences with their translations, and says in one line where they came from.

    Args:
        language: "fra" for French or "cmn" for Chinese (Mandarin).
        corpus: "real" for pairs from Tatoeba, "embedded" for pairs from a grammar of our own (French only),
            or None for the real ones if they are on this machine.

    Returns:
        Pairs (English, other language), short ones first.

    Raises:
        ValueError: If the language is another one.
        MissingDataError: If they are not here and there are no embedded ones, or `COURSE_DATA` names no
            folder.
        ChecksumError: If the file is not what it should be.
        BrokenFileError: If the file cannot be read, is cut short or is not a list of pairs.
    """
    if language not in ("fra", "cmn"):
        raise ValueError(f'language must be "fra" or "cmn", got {language!r}')
    found = places.choose(language, corpus)
    if found is None:
        rows = make_pairs()
    else:
        path = found.paths[0]
        text = read_zipped_text(path, f"{language}.txt") if path.suffix == ".zip" else read_text(path)
        rows = _parse_pairs(path, text)
    source = found.source if found else "embedded"
    print(f"Sentence pairs eng-{language}: {len(rows):,}, from {places.describe(source)}.")
    return rows


def _parse_pairs(path: Path, text: str) -> list[tuple[str, str]]:
    rows = []
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        cells = line.split("\t")  # newer files have a third cell, the attribution
        if len(cells) < 2:
            raise BrokenFileError(f"{path}, line {number}: no tab between two sentences. {AGAIN}")
        rows.append((cells[0], cells[1]))
    return rows


_VERBS = {
    "eat": ("eats", "mange manges mange mangeons mangez mangent"),
    "see": ("sees", "vois vois voit voyons voyez voient"),
    "want": ("wants", "veux veux veut voulons voulez veulent"),
    "buy": ("buys", "achète achètes achète achetons achetez achètent"),
    "look for": ("looks for", "cherche cherches cherche cherchons cherchez cherchent"),
    "find": ("finds", "trouve trouves trouve trouvons trouvez trouvent"),
    "sell": ("sells", "vends vends vend vendons vendez vendent"),
    "love": ("loves", "aime aimes aime aimons aimez aiment"),
}
_SUBJECTS = (
    ("I", "je", 0),
    ("you", "tu", 1),
    ("he", "il", 2),
    ("she", "elle", 2),
    ("we", "nous", 3),
    ("they", "ils", 5),
    ("my sister", "ma sœur", 2),
    ("my brother", "mon frère", 2),
    ("the neighbour", "le voisin", 2),
    ("the children", "les enfants", 5),
)
# English, French, feminine or not.
_NOUNS = (
    ("apple", "pomme", True),
    ("book", "livre", False),
    ("house", "maison", True),
    ("hat", "chapeau", False),
    ("car", "voiture", True),
    ("cat", "chat", False),
    ("table", "table", True),
    ("boat", "bateau", False),
    ("lamp", "lampe", True),
    ("bread", "pain", False),
)
# English, masculine, feminine, whether it stands before the noun.
_ADJECTIVES = (
    ("red", "rouge", "rouge", False),
    ("green", "vert", "verte", False),
    ("white", "blanc", "blanche", False),
    ("small", "petit", "petite", True),
    ("big", "grand", "grande", True),
    ("beautiful", "beau", "belle", True),
    ("black", "noir", "noire", False),
)
_WHEN = (("", ""), ("", ""), ("today", "aujourd'hui"), ("again", "encore"), ("tomorrow", "demain"))


def make_pairs(m: int = 1000, seed: int = 0) -> list[tuple[str, str]]:
    """Draws different sentence pairs.

    Args:
        m: How many, at most 5,000.
        seed: Seed of the draw.

    Returns:
        m pairs (English, French), short ones first.

    Raises:
        ValueError: If `m` is not a whole number from 0 to 5,000.
    """
    check_at_least("m", m, 0)
    if m > 5000:
        raise ValueError(f"m must be at most 5,000, got {m}")
    rng = random.Random(seed)
    rows: dict[tuple[str, str], None] = {}
    while len(rows) < m:
        rows[_pair(rng)] = None
    return sorted(rows, key=lambda row: (len(row[0]), row))


def _pair(rng: random.Random) -> tuple[str, str]:
    subject, sujet, person = rng.choice(_SUBJECTS)
    base, (third, forms) = rng.choice(list(_VERBS.items()))
    thing, chose = _object(rng)
    negated = rng.random() < 0.25
    verb, verbe = _verb(subject, person, base, third, negated), forms.split()[person]
    when, quand = rng.choice(_WHEN)
    french = _french(sujet, verbe, negated)
    return _sentence(subject, verb, thing, when), _sentence(french, chose, quand)


def _verb(subject: str, person: int, base: str, third: str, negated: bool) -> str:
    if negated:
        return f"does not {base}" if person == 2 else f"do not {base}"
    return third if person == 2 else base


def _french(sujet: str, verbe: str, negated: bool) -> str:
    vowel = verbe[0] in "aeiou"
    if negated:
        return f"{sujet} n'{verbe} pas" if vowel else f"{sujet} ne {verbe} pas"
    return f"j'{verbe}" if sujet == "je" and vowel else f"{sujet} {verbe}"


def _object(rng: random.Random) -> tuple[str, str]:
    noun, nom, feminine = rng.choice(_NOUNS)
    article = "la" if feminine else "le"
    if rng.random() < 0.4:
        return f"the {noun}", f"{article} {nom}"
    adjective, masculine, feminine_form, before = rng.choice(_ADJECTIVES)
    adjectif = feminine_form if feminine else masculine
    return (
        f"the {adjective} {noun}",
        f"{article} {adjectif} {nom}" if before else f"{article} {nom} {adjectif}",
    )


def _sentence(*parts: str) -> str:
    text = " ".join(part for part in parts if part)
    return text[0].upper() + text[1:] + "."
