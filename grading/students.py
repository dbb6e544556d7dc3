"""What students get: lessons, exercises and what they run on, without solutions and tests."""

import shutil
from pathlib import Path

from grading.room import ClassroomError
from tools import exercises, lab, notebooks
from tools.copies import last_run

FOLDERS = ("lib", "requirements")
FILES = ("pyproject.toml", "LICENSE", "LICENSE-TEXT", "etc/ipython/ipython_kernel_config.py")
README = Path("etc/students/README.md")
_LEFT_BY_TOOLS = shutil.ignore_patterns("__pycache__", ".*")


def write(root: Path = notebooks.ROOT) -> Path:
    """Write the folder for students and its zip file, in place of what an earlier call wrote.

    Raises:
        ClassroomError: If the exercises are not what the solutions give.
        CopyError: If a lesson or an exercise cannot be copied.
    """
    if old := exercises.differences(exercises.build(root / "solutions"), root / "exercises"):
        raise ClassroomError(f"exercises: {old[0]}: run `make exercises`")
    folder = root / "classroom" / "students"
    shutil.rmtree(folder, ignore_errors=True)
    lab.refresh(folder, root, last_run)
    (folder / lab.MANIFEST).unlink()
    for name in FOLDERS:
        shutil.copytree(root / name, folder / name, ignore=_LEFT_BY_TOOLS, copy_function=shutil.copy)
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, folder / name)
    shutil.copy(root / README, folder / "README.md")
    shutil.make_archive(str(folder), "zip", folder.parent, folder.name)
    return folder
