"""Seconds that it takes to load and tokenise the reviews, the first time and from the cache.

    COURSE_DATA=... python benchmarks/load_reviews.py
    python benchmarks/load_reviews.py --corpus embedded

Both runs are processes of their own and share a cache folder that is new and empty; the user's cache is left
alone. The second run may find the cached files in the system's memory.
"""

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from typing import Literal

ROW = "{:<34}{:>12}{:>12}"


def measure(corpus: Literal["real", "embedded"]) -> dict[str, float]:
    """Seconds of each step in this process."""
    seconds, start = {}, time.perf_counter()

    def lap(step: str) -> None:
        nonlocal start
        now = time.perf_counter()
        seconds[step], start = now - start, now

    from lib import datasets, text

    lap("import")
    with contextlib.redirect_stdout(io.StringIO()):
        splits = datasets.load_reviews(corpus)
    lap("load")
    train, test = text.tokenize(splits.train.texts), text.tokenize(splits.test.texts)
    lap("tokenise")
    vocabulary = text.Vocabulary.fit(train, size=10_000)
    lap("fit the vocabulary of 10,000")
    for tokens in (train, test):
        text.pad(vocabulary.encode_all(tokens), 500, padding="post", truncating="pre")
    lap("encode and pad to 500")
    return seconds


def run(corpus: str, cache: str) -> dict[str, float]:
    """`measure` in a fresh process."""
    command = [sys.executable, __file__, "--corpus", corpus, "--once"]
    environment = {**os.environ, "COURSE_CACHE": cache}
    return json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", choices=["real", "embedded"], default="real")
    parser.add_argument("--once", action="store_true", help="one run in this process, as JSON")
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measure(options.corpus)))
        return
    with tempfile.TemporaryDirectory() as cache:
        first, cached = run(options.corpus, cache), run(options.corpus, cache)
    print(ROW.format(f"{options.corpus} reviews, seconds", "first time", "cached"))
    for step in first:
        print(ROW.format(step, f"{first[step]:.2f}", f"{cached[step]:.2f}"))
    sums = (sum(times[step] for step in ("load", "tokenise")) for times in (first, cached))
    print(ROW.format("load and tokenise together", *(f"{total:.2f}" for total in sums)))


if __name__ == "__main__":
    main()
