"""Building the book from nothing, by `tools.book` and by stock jupyter-book, one lesson after another."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools import notebooks


def main() -> None:
    """Print seconds of the clock and of the processor for both, and their ratios."""
    with tempfile.TemporaryDirectory(prefix="book-") as scratch:
        ours, stock = Path(scratch, "ours"), Path(scratch, "stock")
        for folder in (ours, stock):
            _copy_checkout(folder)
        config = (stock / "_config.yml").read_text(encoding="utf-8")
        force = config.replace('execute_notebooks: "off"', "execute_notebooks: force\n  timeout: 900")
        (stock / "_config.yml").write_text(force, encoding="utf-8")
        environ = os.environ | {"COURSE_STORE": str(Path(scratch, "store")), "COURSE_DOWNLOADS": scratch}
        environ.pop("COURSE_DATA", None)
        measured = {
            "tools.book, two workers": _seconds([sys.executable, "-m", "tools.book"], ours, environ),
            "stock jupyter-book": _seconds(["jupyter-book", "build", "."], stock, environ),
        }
    for name, (clock, processor) in measured.items():
        print(f"{name:25s} {clock:6.0f} s, {processor:6.0f} s of processor time")
    (clock, processor), (stock_clock, stock_processor) = measured.values()
    print(f"{'ratio':25s} {clock / stock_clock:6.2f}    {processor / stock_processor:6.2f}")


def _copy_checkout(folder: Path) -> None:
    tracked = ["git", "-C", str(notebooks.ROOT), "ls-files", "-z"]
    for name in subprocess.run(tracked, capture_output=True, text=True, check=True).stdout.split("\0"):
        source = notebooks.ROOT / name
        if source.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, folder / name)


def _seconds(command: list[str], folder: Path, environ: dict[str, str]) -> tuple[float, float]:
    environ = environ | {"PYTHONPATH": str(folder)}  # each copy uses its own lib
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - started, used


if __name__ == "__main__":
    main()
