"""First names."""

from __future__ import annotations

from importlib import resources

from lib.datasets import places
from lib.datasets.files import read_text
from lib.datasets.places import Corpus


def load_names(corpus: Corpus = None) -> list[str]:
    """Loads first names in lower case, and says in one line where they came from.

    Args:
        corpus: "real" for makemore's list, "embedded" for a few hundred names of our own, or None for the
            real ones if they are on this machine.

    Returns:
        The names in the order of the file: 32,033 (real) or a few hundred (embedded).

    Raises:
        MissingDataError: If `corpus="real"` and they are not here, or `COURSE_DATA` names no folder.
        ChecksumError: If the file is not what it should be.
        BrokenFileError: If the file cannot be read, is empty or is not UTF-8 text.
    """
    found = places.choose("names", corpus)
    if found is None:
        text = resources.files("lib.datasets").joinpath("names.txt").read_text(encoding="utf-8")
    else:
        text = read_text(found.paths[0])
    names = text.split()
    print(f"Names: {len(names):,}, from {places.describe(found.source if found else 'embedded')}.")
    return names
