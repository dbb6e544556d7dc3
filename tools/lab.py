"""Copy lessons and exercises into a working folder of the reader's own, for JupyterLab.

    python -m tools.lab FOLDER

The copies read like the site and hold no solutions. A file that the reader changed is never touched again,
one left as it was follows its source, and a deleted one comes back.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from tools import notebooks
from tools.copies import PAGES, CopyError, Edition, Executed, last_run

# What an earlier call wrote: the digest of each file, by its path in the folder.
MANIFEST = ".copies.json"


def files(root: Path) -> list[Path]:
    """What readers get, below the checkout: notebooks and what lies beside them, but no pages of text."""
    found = (path for name in PAGES for path in (root / name, *(root / name).rglob("*")) if path.is_file())
    paths = sorted(path.relative_to(root) for path in found if path.suffix != ".md")
    return [path for path in paths if not any(part.startswith((".", "__")) for part in path.parts)]


def refresh(folder: Path, root: Path, executed: Executed) -> dict[str, list[str]]:
    """Bring the copies in a working folder up to date, and lose nothing of the reader's.

    Args:
        folder: The working folder; it is made if need be.
        root: The checkout.
        executed: Gives the last run of a page, whose numbers the copies show.

    Returns:
        Paths in the folder by what became of them: "new", "refreshed", "as it was", "removed" because the
        course has it no more, or "kept" because the reader changed it.

    Raises:
        CopyError: If a page cannot be copied, or the folder is the checkout.
    """
    if folder.resolve() == root.resolve():
        raise CopyError(f"{folder} is the course itself: name another folder")
    found = files(root)
    edition = Edition(root, frozenset(found), executed)
    written = _read_manifest(folder)
    outcome: dict[str, list[str]] = {
        name: [] for name in ("new", "refreshed", "as it was", "removed", "kept")
    }
    for path in found:
        name, target, content = path.as_posix(), folder / path, edition.content(path)
        state = _state(target, content, written.get(name))
        outcome[state].append(name)
        if state in ("new", "refreshed"):
            _write(target, content)
        if state != "kept":
            written[name] = _digest(content)
    for name in sorted(written.keys() - {path.as_posix() for path in found}):
        target, digest = folder / name, written.pop(name)
        if target.exists() and _digest(target.read_bytes()) == digest:
            target.unlink()
            outcome["removed"].append(name)
    _write(folder / MANIFEST, json.dumps(written, indent=1).encode())
    return outcome


def _write(target: Path, content: bytes) -> None:
    """Write a file whole: cut short, it would pass for the reader's own."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(content)
    part.replace(target)


def _state(target: Path, copy: bytes, written: str | None) -> str:
    if not target.exists():
        return "new"
    present = _digest(target.read_bytes())
    if present == _digest(copy):
        return "as it was"
    return "refreshed" if present == written else "kept"


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        manifest: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # then nothing is known to be ours, and every file stays
        return {}
    return manifest


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def summary(folder: Path, outcome: dict[str, list[str]]) -> str:
    """One line on what was done."""
    done = ", ".join(f"{len(names)} {state}" for state, names in outcome.items() if names)
    kept = f" (delete one to get it anew: {', '.join(outcome['kept'])})" if outcome["kept"] else ""
    return f"Your copies in {folder}: {done}{kept}"


def main(arguments: list[str] | None = None, root: Path = notebooks.ROOT) -> int:
    """Run the command line; returns the exit status, 1 if the copies cannot be written."""
    parser = argparse.ArgumentParser(prog="python -m tools.lab", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the working folder; made if need be")
    folder = parser.parse_args(arguments).folder
    try:
        outcome = refresh(folder, root, last_run)
    except (CopyError, OSError) as error:
        print(f"lab: {error}", file=sys.stderr)
        return 1
    print(summary(folder, outcome))
    return 0


if __name__ == "__main__":
    sys.exit(main())
