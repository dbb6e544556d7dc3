"""The page `teaching.md`, followed word by word: its commands in turn, in a fresh clone, on a small class.

ada is right and in time, bela late, cleo's file is misnamed, and dora's `encode` never ends.
"""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
import requests
from nbformat import NotebookNode

from tools import notebooks

PAGE = notebooks.ROOT / "teaching.md"
ASSIGNMENT = "assignment1"
SUBMITTED = {
    "ada": ("assignment1.ipynb", (2027, 3, 1, 12, 0, 0)),
    "bela": ("assignment1.ipynb", (2027, 3, 2, 12, 0, 0)),
    "cleo": ("assignment1 (1).ipynb", (2027, 3, 1, 12, 0, 0)),
    "dora": ("assignment1.ipynb", (2027, 3, 1, 12, 0, 0)),
}
ENDLESS = "def encode(tokens, dictionary):\n    while True:\n        pass"


def blocks(language: str) -> list[str]:
    """The page's fenced blocks in a language."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@dataclass
class Clone:
    """A fresh clone, and what its instructor types there.

    Args:
        root: The clone.
        home: The instructor's home.
    """

    root: Path
    home: Path

    @property
    def environ(self) -> dict[str, str]:
        """The environment of this run's Python by `VENV`, and none of the tester's own settings."""
        inherited = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return inherited | {
            "HOME": str(self.home),
            "VENV": sys.prefix,
            "PYTHONPATH": str(self.root),
            "CELL_LIMIT": "8",
            "BROWSER": "true",
            "JUPYTER_TOKEN": "token",
            "JUPYTER_RUNTIME_DIR": str(self.home / "runtime"),
            "JUPYTER_CONFIG_DIR": str(self.home / "jupyter"),
        }

    def type(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line, as a shell would."""
        return subprocess.run(
            ["bash", "-c", line],
            cwd=self.root,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def changes(self) -> str:
        """What git says has changed."""
        return self.type("git status --porcelain").stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    folder = tmp_path_factory.mktemp("teaching")
    clone = Clone(folder / "course", folder / "home")
    (clone.home / "jupyter").mkdir(parents=True)
    (clone.home / "jupyter" / "jupyter_server_config.py").write_text("c.ServerApp.allow_root = True\n")
    copy_checkout(clone.root)
    made = clone.type(
        "git init --quiet && git add --all"
        " && git -c user.name=a -c user.email=a@example.org commit --quiet --message all"
    )
    assert made.returncode == 0, made.stdout
    # The environment is up to date: make must not build it again.
    assert Path(sys.prefix, ".ready").exists(), "run the tests with the environment that `make env` makes"
    for name in ("requirements/lock.txt", "pyproject.toml", "etc/ipython/ipython_kernel_config.py"):
        os.utime(clone.root / name, (0, 0))
    hand_in(clone)
    return clone


def copy_checkout(target: Path) -> None:
    """Copy what git knows of this checkout, as it stands, and what it does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=notebooks.ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (notebooks.ROOT / name).exists():  # deleted, and not yet committed
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(notebooks.ROOT / name, target / name)


def hand_in(clone: Clone) -> None:
    """Put the download of a learning platform where the page says that it lies."""
    (clone.home / "Downloads").mkdir()
    with zipfile.ZipFile(clone.home / "Downloads" / f"{ASSIGNMENT}.zip", "w") as download:
        for student, (name, moment) in SUBMITTED.items():
            content = nbformat.writes(answered(clone, student))
            download.writestr(zipfile.ZipInfo(f"{student}/{name}", moment), content)


def answered(clone: Clone, student: str) -> NotebookNode:
    """The release with right answers, and dora's loop; ada and bela wrote free answers too.

    It ends with the last test, since the training after it takes long.
    """
    source = cells_by_id(notebooks.read(clone.root / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"))
    notebook = notebooks.read(clone.root / "exercises" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    cells = cells_by_id(notebook)
    for name, cell in cells.items():
        if cell.metadata.nbgrader.solution and cell.cell_type == "code":
            cell.source = source[name].source
        elif cell.metadata.nbgrader.solution and student in ("ada", "bela"):
            cell.source = "Since the order of words is lost."
    if student == "dora":
        cells["q3_encode"].source = ENDLESS
    last = max(n for n, cell in enumerate(notebook.cells) if is_test(cell))
    rest = [cell for cell in notebook.cells[last + 1 :] if "nbgrader" in cell.metadata]
    notebook.cells = notebook.cells[: last + 1] + rest
    return notebook


def cells_by_id(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}


def is_test(cell: NotebookNode) -> bool:
    grading = cell.metadata.get("nbgrader", {})
    return bool(grading.get("grade") and not grading.get("solution"))


class Formgrader:
    """nbgrader's formgrader, as `make mark` opens it."""

    def __init__(self, clone: Clone, line: str) -> None:
        self.log = (clone.home / "mark.log").open("w+")
        self.process = subprocess.Popen(
            ["bash", "-c", line], cwd=clone.root, env=clone.environ, stdout=self.log, stderr=subprocess.STDOUT
        )
        while not (found := list((clone.home / "runtime").glob("jpserver-*.json"))):
            assert self.process.poll() is None, (clone.home / "mark.log").read_text()
            time.sleep(0.2)
        time.sleep(0.2)  # the file is written in one piece, but not atomically
        self.server = json.loads(found[0].read_text())

    def ask(self, method: str, path: str, **content: object) -> requests.Response:
        url = f"{self.server['url']}formgrader/{path}"
        answer = requests.request(method, url, headers={"Authorization": "token token"}, json=content or None)
        answer.raise_for_status()
        return answer

    def mark_all(self) -> int:
        """Give each free answer that waits all its points but half a one, and a comment; returns how many."""
        marked = 0
        for submission in self.ask("GET", f"api/submitted_notebooks/{ASSIGNMENT}/{ASSIGNMENT}").json():
            for grade in self.ask("GET", f"api/grades?submission_id={submission['id']}").json():
                if grade["needs_manual_grade"]:
                    self.ask("PUT", f"api/grade/{grade['id']}", manual_score=grade["max_score"] - 0.5)
                    marked += 1
            for comment in self.ask("GET", f"api/comments?submission_id={submission['id']}").json():
                self.ask("PUT", f"api/comment/{comment['id']}", manual_comment="Short and right.")
            page = self.ask("GET", f"submissions/{submission['id']}").text
            assert "HIDDEN TESTS" in page  # whoever marks sees everything
        return marked

    def stop(self) -> None:
        os.kill(self.server["pid"], signal.SIGTERM)
        self.process.wait()
        self.log.close()


@pytest.fixture(scope="module")
def said(clone: Clone) -> Iterator[dict[str, list[str]]]:
    """Each line of the page, in order, and what it said, in the order of its turns."""
    said: dict[str, list[str]] = {}
    for line in "".join(blocks("bash")).splitlines():
        if line.startswith("make mark"):
            formgrader = Formgrader(clone, line)
            try:
                said[line] = [str(formgrader.mark_all())]
            finally:
                formgrader.stop()
            continue
        done = clone.type(line)
        # What is left out makes the first `collect` fail, as the page says.
        expected = 2 if "FROM=" in line else 0
        assert done.returncode == expected, f"{line}\n{done.stdout}"
        said.setdefault(line, []).append(done.stdout)
        assert clone.changes() == "", line
    return said


Said = dict[str, list[str]]


def test_the_misnamed_file_is_named_in_the_page_s_words(said: Said) -> None:
    (shown,) = blocks("text")
    (collect,) = said["make collect ASSIGNMENT=assignment1 FROM=~/Downloads/assignment1.zip"]
    assert shown in collect
    assert "3 notebooks collected, 1 left out" in collect
    again = said["make collect ASSIGNMENT=assignment1"]
    assert all("4 notebooks collected, 0 left out" in each for each in again)


def test_each_student_s_line(said: Said) -> None:
    (grade,) = said["make grade ASSIGNMENT=assignment1"]
    lines = dict(line.split(": ", 1) for line in grade.splitlines())
    assert list(lines) == ["ada", "bela", "cleo", "dora"]
    assert lines["ada"].startswith("15 of 20 points, 5 more to mark by hand")
    assert lines["bela"].startswith("15 of 20 points, 5 more to mark by hand, late by ")
    assert lines["cleo"].startswith("15 of 20 points")
    assert lines["dora"].startswith("14 of 20 points, ran out of time in test_q3, ")


def test_a_time_set_right_is_late_no_more(said: Said) -> None:
    (again,) = said["make grade ASSIGNMENT=assignment1 STUDENT=bela"]
    assert again.startswith("bela: 15 of 20 points, 5 more to mark by hand")
    assert "late" not in again


def test_marks_by_hand_reach_the_table(said: Said, clone: Clone) -> None:
    assert said["make mark ASSIGNMENT=assignment1"] == ["4"]
    with (clone.root / "classroom" / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    scores = {student: (row["score"], row["state"]) for student, row in rows.items()}
    assert scores == {
        "ada": ("19.0", "graded"),
        "bela": ("19.0", "graded"),
        "cleo": ("15.0", "graded"),
        "dora": ("14.0", "graded"),
    }


def test_each_student_has_feedback(said: Said, clone: Clone) -> None:
    assert "4 written" in said["make feedback ASSIGNMENT=assignment1"][0]
    for student in SUBMITTED:
        page = clone.root / "classroom" / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html"
        text = page.read_text(encoding="utf-8")
        assert "Short and right." in text
        assert "HIDDEN TESTS" not in text
        assert "<script" not in text
    assert "CellTimeoutError: stopped, since it ran for too long" in text  # dora's


def test_students_get_no_solution_and_no_hidden_test(said: Said, clone: Clone) -> None:
    folder = clone.root / "classroom" / "students"
    with zipfile.ZipFile(f"{folder}.zip") as archive:
        zipped = {name for name in archive.namelist() if not name.endswith("/")}
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert zipped == {f"students/{path.relative_to(folder).as_posix()}" for path in files}
    assert {path.name for path in folder.iterdir()} == {
        *("README.md", "LICENSE", "LICENSE-TEXT", "pyproject.toml", "refresher.ipynb"),
        *("chapters", "exercises", "lib", "etc", "requirements"),
    }
    everything = "\n".join(map(text, files))
    # `lib` holds the networks that the lessons build, and some answers are lines of theirs.
    but_lib = "\n".join(text(path) for path in files if "lib" not in path.relative_to(folder).parts)
    assert [test for test in between(clone, "HIDDEN TESTS") if test in everything] == []
    assert [answer for answer in between(clone, "SOLUTION") if answer in but_lib] == []
    assert [guide for guide in marking_guides(clone) if guide in everything] == []


def text(path: Path) -> str:
    """The text of a file: of a notebook, that of its cells."""
    if path.suffix == ".ipynb":
        return "\n".join(cell.source for cell in notebooks.read(path).cells)
    return path.read_text(encoding="utf-8")


def source_cells(clone: Clone) -> list[NotebookNode]:
    """The cells of all assignments, with solutions."""
    paths = sorted((clone.root / "solutions").rglob("*.ipynb"))
    return [cell for path in paths for cell in notebooks.read(path).cells]


def between(clone: Clone, mark: str) -> list[str]:
    """What stands between a mark's beginning and its end."""
    region = re.compile(rf"### BEGIN {mark}\n(.*?)\n *### END {mark}", re.DOTALL)
    found = [match for cell in source_cells(clone) for match in region.findall(cell.source)]
    assert len(found) > 15
    return found


def marking_guides(clone: Clone) -> list[str]:
    """Solutions of free answers."""
    found = [
        cell.source
        for cell in source_cells(clone)
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution")
    ]
    assert len(found) > 3
    return found


def test_the_copy_for_students_can_be_installed(said: Said, clone: Clone) -> None:
    folder = clone.root / "classroom" / "students"
    done = clone.type(
        f"cd {folder} && {sys.executable} -m pip wheel . --quiet --no-deps --no-index --no-build-isolation"
        f" --wheel-dir {clone.home / 'wheel'}"
    )
    assert done.returncode == 0, done.stdout
    (wheel,) = (clone.home / "wheel").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "lib/datasets/__init__.py" in names
    assert any(name.endswith("data/etc/ipython/ipython_kernel_config.py") for name in names)
