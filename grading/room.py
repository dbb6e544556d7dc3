"""Where the things of a class lie, for one assignment, and nbgrader called for it.

Everything is below `classroom`, which git ignores; no other file is written.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil
from nbgrader.api import Gradebook

from tools import exercises, notebooks

COURSE_ID = "unrolled"


class ClassroomError(Exception):
    """A step that cannot be done; the message says what to do."""


@dataclass(frozen=True)
class Room:
    """The folders of one assignment.

    Args:
        assignment: Its name.
        root: The course.
    """

    assignment: str
    root: Path = notebooks.ROOT

    @property
    def folder(self) -> Path:
        """What belongs to the class."""
        return self.root / "classroom"

    @property
    def sources(self) -> list[Path]:
        """The assignment's notebooks, with solutions."""
        return sorted((self.root / "solutions" / self.assignment).glob("*.ipynb"))

    @property
    def downloaded(self) -> Path:
        """What students handed in, under whatever names."""
        return self.folder / "downloaded" / self.assignment

    def submitted(self, student: str) -> Path:
        """What is graded."""
        return self.folder / "submitted" / student / self.assignment

    def autograded(self, student: str) -> Path:
        """What was graded."""
        return self.folder / "autograded" / student / self.assignment

    def log(self, name: str) -> Path:
        """What nbgrader said; the folder is made."""
        path = self.folder / "logs" / self.assignment / f"{name}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def students(self) -> list[str]:
        """Whose submissions were collected."""
        return sorted(path.parent.name for path in self.folder.glob(f"submitted/*/{self.assignment}"))

    def check_name(self) -> None:
        """Hold the assignment's name against those there are.

        Raises:
            ClassroomError: If it is none of them.
        """
        names = exercises.assignments(self.root / "solutions")
        if self.assignment not in names:
            given = f"there is no {self.assignment!r}" if self.assignment else "which assignment?"
            raise ClassroomError(f"{given}: " + " or ".join(f"ASSIGNMENT={name}" for name in names))

    def gradebook(self) -> Gradebook:
        """The gradebook of the class.

        Raises:
            ClassroomError: If there is none yet.
        """
        path = self.folder / "gradebook.db"
        if not path.exists():
            raise ClassroomError(
                f"there is no gradebook yet: run `make release ASSIGNMENT={self.assignment}` first"
            )
        return Gradebook(f"sqlite:///{path}", COURSE_ID)

    def nbgrader(self, log: Path, *arguments: str, seconds: float | None = None) -> str:
        """Run one of nbgrader's commands.

        Args:
            log: Where its output goes.
            *arguments: Its command line.
            seconds: How long it may take.

        Returns:
            What went wrong, in words; "" if nothing did.
        """
        environ = os.environ | {"JUPYTER_PREFER_ENV_PATH": "1"}  # kernels of this environment
        command = [sys.executable, "-m", "nbgrader", *arguments]
        with log.open("w", encoding="utf-8") as output:
            process = psutil.Popen(
                command, cwd=self.root, env=environ, stdout=output, stderr=subprocess.STDOUT
            )
            try:
                status = process.wait(seconds)
            except psutil.TimeoutExpired:
                return f"nbgrader was stopped after {seconds:g} s"
            finally:
                end(process)
        return f"nbgrader failed with status {status}" if status else ""


def end(process: psutil.Popen) -> None:
    """End a process that still runs, and what it started: kernels outlive their parent."""
    if process.is_running():
        for each in [*process.children(recursive=True), process]:
            each.kill()
        process.wait()
