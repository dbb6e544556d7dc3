"""Where text comes from: a mirror, downloads, or the embedded corpora.

A loader looks in three places, in this order, and prints one line that says which it used:

1. the folder that the environment variable `COURSE_DATA` names (a school's offline mirror);
2. what `python -m lib.datasets NAME` downloaded from the publisher;
3. the embedded corpora, which need no network.

`corpus="real"` insists on 1 or 2, `corpus="embedded"` on 3. Nothing here downloads by itself: a reader asks
for it, in a notebook in Colab with `!python -m lib.datasets imdb`.
"""

from lib.datasets.errors import (
    BrokenFileError,
    ChecksumError,
    DatasetError,
    DiskFullError,
    DownloadError,
    MissingDataError,
)
from lib.datasets.grammar import make_reviews
from lib.datasets.recall import Recall, make_recall
from lib.datasets.reviews import load_reviews
from lib.datasets.tagging import TaggedSentences, TaggedSplits, load_tagged_sentences
from lib.datasets.texts import load_names, load_sentence_pairs, load_text
from lib.datasets.types import Reviews, Splits

__all__ = [
    "BrokenFileError",
    "ChecksumError",
    "DatasetError",
    "DiskFullError",
    "DownloadError",
    "MissingDataError",
    "Recall",
    "Reviews",
    "Splits",
    "TaggedSentences",
    "TaggedSplits",
    "load_names",
    "load_reviews",
    "load_sentence_pairs",
    "load_tagged_sentences",
    "load_text",
    "make_recall",
    "make_reviews",
]
