"""Lists the data sets, or downloads some: `python -m lib.datasets --help`."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from collections.abc import Sequence

from lib.datasets import places
from lib.datasets.errors import DatasetError, MissingDataError
from lib.datasets.registry import DATA_SETS, DataSet

_NOTES = """\
A loader looks first in the folder that COURSE_DATA names, then in the downloads, and uses an embedded corpus
where neither has the data. Nothing needs to be downloaded to work through the course.

environment variables:
  COURSE_DATA       folder with the publishers' files, e.g. a school's offline mirror
  COURSE_DOWNLOADS  where downloads are kept (default: the user's data folder)
  COURSE_CACHE      where parsed data are kept (default: the user's cache folder)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        arguments: Instead of `sys.argv[1:]`.

    Returns:
        0 if all is well, 1 if something could not be had, 130 if stopped by Ctrl-C. argparse exits with 2 if
        the arguments make no sense.
    """
    parser = argparse.ArgumentParser(
        prog="python -m lib.datasets",
        description="Lists the data sets of the course, or downloads those that are named.",
        epilog=_NOTES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f'{", ".join(DATA_SETS)}, or "all"')
    names: list[str] = parser.parse_args(arguments).names
    unknown = [name for name in names if name != "all" and name not in DATA_SETS]
    if unknown:
        parser.error(f"no data set is called {', '.join(unknown)}; there are {', '.join(DATA_SETS)}, all")
    try:
        return _download(names) if names else _show()
    except KeyboardInterrupt:
        print("\nStopped. What has arrived is kept: run the same command again to go on.", file=sys.stderr)
        return 130
    except DatasetError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _show() -> int:
    for data_set in DATA_SETS.values():
        print(f"{data_set.name:14}{data_set.title}")
        _more(f"{data_set.counts}, {_size(data_set.size)}. Terms: {data_set.terms}.")
        _more(f"Now: {_now(data_set)}.")
    print(f"{'embedded':14}reviews, prose, python, names, sentence pairs, tagged sentences: always here")
    _more("made by this package, or part of Python itself (PSF licence).")
    print("\nDownload with: python -m lib.datasets NAME ...")
    return 0


def _more(text: str) -> None:
    print(textwrap.fill(text, 100, initial_indent=" " * 14, subsequent_indent=" " * 14))


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _now(data_set: DataSet) -> str:
    from lib.datasets.download import arrived  # slow to import

    found = places.find(data_set.name)
    if found is not None:
        return f"in {places.describe(found.source)}"
    part = sum(map(arrived, data_set.files))
    state = f"{data_set.stand_in} (embedded)" if data_set.stand_in else "not here"
    return f"{state}; {_size(part)} of a download have arrived" if part else state


def _download(names: Sequence[str]) -> int:
    places.mirror_folder()  # complains once, not for each data set
    failed = 0
    for data_set in DATA_SETS.values():
        if data_set.name in names or "all" in names:
            failed += not _get(data_set, asked=data_set.name in names)
    return 1 if failed else 0


def _get(data_set: DataSet, asked: bool) -> bool:
    """Downloads one data set; says how it went and returns whether all is well."""
    from lib.datasets.download import download  # slow to import

    try:
        found = places.find(data_set.name)
        if found is not None and found.source == "mirror":
            for path in found.paths:
                places.digest(path)
            print(f"{data_set.name}: whole in {places.describe('mirror')}, so nothing to download.")
            return True
        paths = download(data_set)
    except MissingDataError as error:
        # "all" means all that can be had.
        print(f"{'error' if asked else 'left out'}: {error}", file=sys.stderr)
        return not asked
    except DatasetError as error:
        print(f"error: {error}", file=sys.stderr)
        return False
    print(f"{data_set.name}: complete and checked, {_size(sum(p.stat().st_size for p in paths))}.")
    return True


if __name__ == "__main__":
    sys.exit(main())
