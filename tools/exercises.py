"""Generate `exercises` from `solutions` with nbgrader, or check that they are what would be generated.

    python -m tools.exercises [--check]

The same `solutions` give the same bytes: no dates, nothing of the machine. A file whose content would not
change is not written.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools import notebooks

SOLUTIONS = notebooks.ROOT / "solutions"
EXERCISES = notebooks.ROOT / "exercises"
CONFIG = "nbgrader_config.py"
# Where that says that releases go: what nbgrader cannot make, it deletes, and `exercises` must not be it.
RELEASED = "classroom/released"


class ExercisesError(Exception):
    """`solutions` hold something from which no exercise can be made."""


def assignments(solutions: Path = SOLUTIONS) -> list[str]:
    """Names of the assignments: every folder in `solutions` is one.

    Raises:
        ExercisesError: If a folder holds no notebook, or anything else.
    """
    names = []
    for folder in sorted(path for path in solutions.iterdir() if path.is_dir() and path.name[0] != "."):
        files = [p for p in folder.rglob("*") if p.is_file() and not _left_by_tools(p)]
        if strangers := sorted(p.name for p in files if p.parent != folder or p.suffix != ".ipynb"):
            raise ExercisesError(
                f"{folder.name} holds {', '.join(strangers)}: only notebooks travel to students "
                f"(nbgrader would put other files in place of theirs); move code to lib"
            )
        if not files:
            raise ExercisesError(f"{folder.name} holds no notebook: add one, or delete the folder")
        names.append(folder.name)
    return names


def _left_by_tools(path: Path) -> bool:
    return bool({".ipynb_checkpoints", "__pycache__"} & set(path.parts)) or path.name == ".DS_Store"


def make_course(folder: Path, solutions: Path = SOLUTIONS, names: Sequence[str] | None = None) -> None:
    """Lay out a course in an empty folder: our settings, and copies of the named assignments (all)."""
    shutil.copy(notebooks.ROOT / CONFIG, folder / CONFIG)
    for name in assignments(solutions) if names is None else names:
        (folder / "solutions" / name).mkdir(parents=True)
        for path in sorted((solutions / name).glob("*.ipynb")):
            shutil.copy(path, folder / "solutions" / name / path.name)


def generate(course: Path, names: list[str]) -> None:
    """Let nbgrader generate the releases in a course that `make_course` laid out, without a gradebook.

    Raises:
        ExercisesError: If nbgrader does; its own words are in the message and the log.
    """
    # Here, since they take two seconds to import.
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG, path=str(course)).load_config()
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    for name in names:
        coursedir = CourseDirectory(config=config, assignment_id=name)
        try:
            GenerateAssignment(coursedir=coursedir, config=config).start()
        except Exception as error:
            raise ExercisesError(f"nbgrader cannot make {name} into an exercise: {error}") from error


def build(solutions: Path = SOLUTIONS) -> dict[Path, str]:
    """The exercises that `solutions` give: path below `exercises`, and content.

    Raises:
        ExercisesError: If none can be made.
    """
    with tempfile.TemporaryDirectory(prefix="exercises-") as scratch:
        course = Path(scratch)
        make_course(course, solutions)
        generate(course, assignments(solutions))
        released = course / RELEASED
        return {path.relative_to(released): _stored(path) for path in sorted(released.rglob("*.ipynb"))}


def _stored(path: Path) -> str:
    """Content in the form in which notebooks are stored here."""
    notebooks.write(notebooks.read(path), path)
    return path.read_text(encoding="utf-8")


def differences(built: dict[Path, str], exercises: Path = EXERCISES) -> list[str]:
    """What stands in `exercises` and is not what was built, in words; empty if they are equal."""
    present = {path.relative_to(exercises) for path in exercises.rglob("*.ipynb") if not _left_by_tools(path)}
    found = [f"{path} is missing" for path in sorted(set(built) - present)]
    found += [f"{path} has no source in solutions" for path in sorted(present - set(built))]
    for path in sorted(present & set(built)):
        if (exercises / path).read_text(encoding="utf-8") != built[path]:
            found.append(f"{path} differs from what solutions generate")
    return found


def update(built: dict[Path, str], exercises: Path = EXERCISES) -> list[Path]:
    """Make `exercises` what was built; returns the paths that changed or went."""
    changed = []
    for path, content in built.items():
        target = exercises / path
        if not target.exists() or target.read_text(encoding="utf-8") != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
            changed.append(path)
    for target in sorted(exercises.rglob("*.ipynb")):
        if target.relative_to(exercises) not in built and not _left_by_tools(target):
            target.unlink()
            changed.append(target.relative_to(exercises))
    for folder in sorted((p for p in exercises.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    return changed


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status, 1 after differences or an error."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.exercises", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    options = parser.parse_args(arguments)
    try:
        built = build()
    except ExercisesError as error:
        print(f"solutions: {error}", file=sys.stderr)
        return 1
    if options.check:
        found = differences(built)
        for line in found:
            print(f"exercises: {line}: run `make exercises`")
        return 1 if found else 0
    changed = update(built)
    for path in changed:
        print(f"exercises/{path}")
    print(f"{len(built)} exercises, {len(changed)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
