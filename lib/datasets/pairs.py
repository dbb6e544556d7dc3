"""English-French sentence pairs from a small grammar of our own: agreement, word order, negation, elision."""

from __future__ import annotations

import random

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
        ValueError: If `m` does not lie between 0 and 5,000.
    """
    if not 0 <= m <= 5000:
        raise ValueError(f"m must lie between 0 and 5,000, got {m}")
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
