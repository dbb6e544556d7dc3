"""The data sets of the course: what each is, where its publisher keeps it, its terms and its checksum."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RemoteFile:
    """One file of a data set.

    Attributes:
        name: Its name in a mirror and in the downloads folder.
        url: The publisher's own address, or None if no stable one is known.
        checksums: What a whole copy may have, as "sha256:...", "sha1:..." or "md5:...". The first belongs to
            the file at `url`; others to copies that are known to hold the same.
        size: Bytes of the file at `url`; an answer that is far longer is refused.
        also: Other names under which a mirror may hold the same contents, packed in another way.
        lower: The file at `url` is put into lower case before it is checked and kept.
    """

    name: str
    url: str | None
    checksums: tuple[str, ...]
    size: int
    also: tuple[str, ...] = ()
    lower: bool = False


@dataclass(frozen=True)
class DataSet:
    """One data set: what `python -m lib.datasets` says of it, and its files."""

    name: str
    title: str
    counts: str
    terms: str
    files: tuple[RemoteFile, ...]
    stand_in: str | None
    """The embedded corpus that takes its place where it is missing, in a few words; None if there is none."""

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


_WNUT = "https://raw.githubusercontent.com/leondz/emerging_entities_17/master/"

_ALL = (
    DataSet(
        "imdb",
        "Large Movie Review Dataset, the labelled reviews (Maas et al. 2011)",
        "25,000 train + 25,000 test reviews",
        "no licence stated; asks to cite Maas et al. 2011",
        (
            RemoteFile(
                "aclImdb_v1.tar.gz",
                "https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz",
                ("md5:7c2ac02c03563afcf9b574c7e56c153a",),
                84_125_825,
                also=("aclImdb_v1.tar.xz",),
            ),
        ),
        "30,000 reviews from a grammar of our own",
    ),
    DataSet(
        "shakespeare",
        "tiny-shakespeare, plays as one text (char-rnn)",
        "1,115,394 characters",
        "text in the public domain; repository under MIT",
        (
            RemoteFile(
                "tinyshakespeare.txt",
                "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
                ("sha256:86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",),
                1_115_394,
            ),
        ),
        "prose from Python's own help texts",
    ),
    DataSet(
        "nietzsche",
        "writings of Nietzsche in English, lower case (the Keras text generation example)",
        "600,893 characters",
        "text in the public domain",
        (
            RemoteFile(
                "nietzsche.txt",
                "https://s3.amazonaws.com/text-datasets/nietzsche.txt",
                ("sha256:9cb94a5f1f8d1359e2e018fa67306eba4ae03942b8c44643eececded39e096df",),
                600_901,
                lower=True,
            ),
        ),
        "prose from Python's own help texts",
    ),
    DataSet(
        "time_machine",
        "The Time Machine by H. G. Wells (Dive into Deep Learning)",
        "3,221 lines",
        "text in the public domain",
        (
            RemoteFile(
                "timemachine.txt",
                "https://d2l-data.s3-accelerate.amazonaws.com/timemachine.txt",
                ("sha256:8424dbd9532ac81f7e5f0b6add90e6952baea29158309d7d1bf3884f4e12c516",),
                178_979,
            ),
        ),
        "prose from Python's own help texts",
    ),
    DataSet(
        "names",
        "first names, one a line (makemore)",
        "32,033 names",
        "MIT",
        (
            RemoteFile(
                "names.txt",
                "https://raw.githubusercontent.com/karpathy/makemore/988aa59e4d8fefa526d06f3b453ad116258398d4/names.txt",
                ("sha256:0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d",),
                228_145,
            ),
        ),
        "a few hundred names of our own",
    ),
    DataSet(
        "fra",
        "English-French sentence pairs (Tatoeba, as packed for Dive into Deep Learning)",
        "167,130 pairs",
        "CC BY 2.0 (Tatoeba)",
        (
            RemoteFile(
                "fra-eng.zip",
                "https://d2l-data.s3-accelerate.amazonaws.com/fra-eng.zip",
                (
                    "sha1:94646ad1522d915e7b0f9296181140edcf86a4f5",
                    "sha256:036e7dc4e83d393db24720ca0c7b7ddcb4b6b6053960438a5c0e1d6d8f2528f5",
                ),
                3_423_204,
            ),
        ),
        "1,000 pairs from a grammar of our own",
    ),
    DataSet(
        "cmn",
        "English-Chinese sentence pairs (Tatoeba)",
        "21,007 pairs",
        "not stated with the file; Tatoeba's sentences are CC BY 2.0",
        (RemoteFile("cmn.txt", None, (), 1_309_457),),
        None,
    ),
    DataSet(
        "wnut17",
        "WNUT-17 emerging and rare entities, BIO tags (Derczynski et al. 2017)",
        "3,394 train + 1,009 validation + 1,287 test sentences",
        "CC BY 4.0",
        (
            RemoteFile(
                "wnut17train.conll",
                _WNUT + "wnut17train.conll",
                ("sha256:731820e13f71af324c6b55a1575ec2ce59fbaa2a0806f8f0400b98d56cd6a7a5",),
                493_781,
            ),
            RemoteFile(
                "emerging.dev.conll",
                _WNUT + "emerging.dev.conll",
                ("sha256:e053b752b8155113ca66e7db08af5f2f5f43ab993694e4774f1ec5bad42312d8",),
                114_749,
            ),
            RemoteFile(
                "emerging.test.annotated",
                _WNUT + "emerging.test.annotated",
                ("sha256:2aa79b764e56ec9264a1b30fdd9b70195bd00ff400b62edd8f399d5f13c178f0",),
                192_425,
            ),
        ),
        "tagged sentences from a grammar of our own",
    ),
)

DATA_SETS: dict[str, DataSet] = {data_set.name: data_set for data_set in _ALL}
