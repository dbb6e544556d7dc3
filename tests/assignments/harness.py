"""Grade known answers with nbgrader's own autograde step.

An answer is a Python file, `tests/submissions/<assignment>/wrong/<name>.py` or `.../right/<name>.py`:

    \"\"\"Averages over the wrong axis: what the mistake is, in a sentence.\"\"\"

    LOSES = {"test-average": 2, "test-average-masked": 1.5}

    # %% average
    def average(vectors, mask):
        return vectors.mean(axis=0)

`LOSES` stands in wrong answers only: the `grade_id` of each test cell that must lose points, and how many;
every other test must give full marks. Each `# %% <grade_id>` begins the whole new source of that answer cell;
answer cells that a file does not name hold the reference solution.

Grading costs by the submission, so one wrong answer may hold a mistake in each of several questions: its
docstring then has a line `name: what it is` for each. A mistake that reaches the tests of other questions has
a file of its own.

Beside the files, every assignment is graded with its reference solution, which must get full marks, and as
released, untouched, which must get 0. Free answers, which people mark, play no part.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from typing import Any, Literal

from nbformat import NotebookNode

from tools import exercises, notebooks
from tools.engine.run import data_of

Kind = Literal["wrong", "right", "reference", "untouched"]

_CELL = re.compile(r"^# %% +(\S+) *$", re.MULTILINE)
_ROUNDING = 0.005
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class AnswerError(Exception):
    """A file of known answers that does not say what it must, or names what is not there."""


class GradingError(Exception):
    """nbgrader itself failed."""


@dataclass(frozen=True)
class Answer:
    """One submission and what it must get.

    Args:
        name: Name of the file, or that of the kind for the two that need no file.
        kind: What must become of it.
        loses: Points that each test cell must take off.
        cells: Source of answer cells by `grade_id`, in place of the reference solution.
        says: The docstring: what the mistakes are, or what is special.
    """

    name: str
    kind: Kind
    loses: Mapping[str, float] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    says: str = ""

    @property
    def student(self) -> str:
        """Its name in the gradebook."""
        return self.name if self.kind in ("reference", "untouched") else f"{self.kind}-{self.name}"


REFERENCE = Answer("reference", "reference")
UNTOUCHED = Answer("untouched", "untouched")


@dataclass(frozen=True)
class Score:
    """What one test cell gave, of how many points, and what it said."""

    points: float
    most: float
    message: str = ""

    @property
    def lost(self) -> float:
        return self.most - self.points


Scores = dict[str, Score]


# --- Files of answers -------------------------------------------------------------------------------------


def read_answer(path: Path) -> Answer:
    """An answer from its file; whether it is wrong or right is told by the folder.

    Raises:
        AnswerError: If the file has not the form that this module's docstring shows.
    """
    kind = path.parent.name
    where = f"{kind}/{path.name}"
    if kind not in ("wrong", "right"):
        raise AnswerError(f"{path}: answers lie in a folder `wrong` or `right`, not `{kind}`")
    head, *rest = _CELL.split(path.read_text(encoding="utf-8"))
    names, sources = rest[::2], [source.strip("\n") for source in rest[1::2]]
    if not names:
        raise AnswerError(f"{where} has no cell: begin each with a line `# %% <grade_id of the answer cell>`")
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise AnswerError(f"{where} has several cells {repeated}: an answer cell has one source")
    says, loses = _head(head, where)
    if kind == "wrong" and not loses:
        raise AnswerError(f"{where} has no LOSES: say which test cells take off how many points")
    if kind == "right" and loses is not None:
        raise AnswerError(f"{where} has LOSES: a right answer loses nothing; remove it, or move the file")
    return Answer(
        path.stem,
        "wrong" if kind == "wrong" else "right",
        loses or {},
        dict(zip(names, sources, strict=True)),
        says,
    )


def _head(source: str, where: str) -> tuple[str, dict[str, float] | None]:
    """The docstring and the points lost (None if it does not say), from what stands above the first cell."""
    tree = ast.parse(source)
    says = ast.get_docstring(tree)
    if not says:
        raise AnswerError(f"{where} has no docstring: say in it what the mistake is, or what is special")
    loses = None
    for node in tree.body[1:]:
        if not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LOSES"):
            raise AnswerError(
                f"{where}, line {node.lineno}: only a docstring and LOSES stand above the first cell"
            )
        loses = ast.literal_eval(node.value)
    if loses is not None and not all(isinstance(v, int | float) and v > 0 for v in loses.values()):
        raise AnswerError(f"{where}: LOSES maps test cells to points above 0")
    return says, loses


def read_answers(folder: Path) -> list[Answer]:
    """All answers of one assignment: reference, untouched, then the files of `folder` in order."""
    files = sorted(folder.rglob("*.py"))
    return [REFERENCE, UNTOUCHED, *map(read_answer, files)]


# --- Submissions ------------------------------------------------------------------------------------------


def _grading(cell: NotebookNode) -> dict[str, Any]:
    return dict(cell.metadata.get("nbgrader", {}))


def answer_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Cells in which students write code, by `grade_id`."""
    return {
        _grading(cell)["grade_id"]: cell
        for cell in notebook.cells
        if cell.cell_type == "code" and _grading(cell).get("solution") and not _grading(cell).get("grade")
    }


def points_by_test(notebook: NotebookNode) -> dict[str, float]:
    """Points of the cells that nbgrader marks by itself, by `grade_id`."""
    return {
        _grading(cell)["grade_id"]: float(_grading(cell)["points"])
        for cell in notebook.cells
        if cell.cell_type == "code" and _grading(cell).get("grade") and not _grading(cell).get("solution")
    }


def check_names(answer: Answer, sources: Sequence[NotebookNode]) -> None:
    """Hold an answer's names against the assignment.

    Args:
        answer: The answer.
        sources: Notebooks of the assignment, with solutions.

    Raises:
        AnswerError: If a cell or a test that it names is not there, or a test has fewer points than it takes.
    """
    cells = {name for notebook in sources for name in answer_cells(notebook)}
    points = {name: most for notebook in sources for name, most in points_by_test(notebook).items()}
    if unknown := sorted(set(answer.cells) - cells):
        raise AnswerError(f"{answer.student} replaces {unknown}: the answer cells are {sorted(cells)}")
    if unknown := sorted(set(answer.loses) - set(points)):
        raise AnswerError(f"{answer.student} loses at {unknown}: the test cells are {sorted(points)}")
    for name, lost in answer.loses.items():
        if lost > points[name]:
            raise AnswerError(f"{answer.student} loses {lost} points at {name}, which has {points[name]:g}")


def submission(answer: Answer, release: NotebookNode, source: NotebookNode) -> NotebookNode:
    """What a student hands in: the release with its answer cells filled.

    Reference and untouched are handed in whole. Of the many others only the cells that nbgrader knows are:
    what stands between, a training for example, takes long, and no test depends on it.
    """
    notebook = deepcopy(release)
    if answer.kind == "untouched":
        return notebook
    reference = answer_cells(source)
    for name, cell in answer_cells(notebook).items():
        cell.source = answer.cells.get(name, reference[name].source)
    if answer.kind != "reference":
        notebook.cells = [cell for cell in notebook.cells if _grading(cell)]
    return notebook


# --- nbgrader ---------------------------------------------------------------------------------------------


def grade(
    assignment: str,
    answers: Sequence[Answer],
    scratch: Path,
    solutions: Path = exercises.SOLUTIONS,
    processes: int = 2,
) -> dict[str, Scores]:
    """Grade answers, as an instructor would: release, collect, `nbgrader autograde`, read the gradebook.

    Args:
        assignment: Its folder in `solutions`.
        answers: What is handed in.
        scratch: An empty folder for the courses.
        solutions: The folder of all assignments.
        processes: How many instances of nbgrader work at once, each in a course of its own.

    Returns:
        For each student (`Answer.student`) the score of each test cell, by `grade_id`.

    Raises:
        AnswerError: If an answer names what is not in the assignment.
        GradingError: If nbgrader fails; the message holds the end of its log.
    """
    sources = [notebooks.read(path) for path in sorted((solutions / assignment).glob("*.ipynb"))]
    for answer in answers:
        check_names(answer, sources)
    course = scratch / "course"
    course.mkdir(parents=True)
    exercises.make_course(course, solutions, [assignment])
    _nbgrader(course, "generate_assignment", assignment)

    def work(number: int) -> dict[str, Scores]:
        mine = answers[number::processes]
        copy = shutil.copytree(course, scratch / f"course-{number}") if mine else course
        for answer in mine:
            _hand_in(answer, assignment, copy)
        if mine:
            _nbgrader(copy, "autograde", assignment)
        return {answer.student: _scores(copy, assignment, answer.student) for answer in mine}

    with ThreadPoolExecutor(processes) as pool:
        return {
            student: scores for part in pool.map(work, range(processes)) for student, scores in part.items()
        }


def _hand_in(answer: Answer, assignment: str, course: Path) -> None:
    folder = course / "classroom" / "submitted" / answer.student / assignment
    folder.mkdir(parents=True)
    for path in sorted((course / exercises.RELEASED / assignment).glob("*.ipynb")):
        source = notebooks.read(course / "solutions" / assignment / path.name)
        notebooks.write(submission(answer, notebooks.read(path), source), folder / path.name)


def _nbgrader(course: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    done = subprocess.run(
        command,
        cwd=course,
        env=_environment(course),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        log = "\n".join(done.stdout.splitlines()[-60:])
        raise GradingError(f"`nbgrader {' '.join(arguments)}` failed with status {done.returncode}:\n{log}")


def _environment(course: Path) -> dict[str, str]:
    with data_of("embedded"):
        environ = dict(os.environ)
    # nbgrader starts `alembic` by name when it makes a gradebook.
    environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", os.defpath)])
    # The settings of whoever runs the tests play no part.
    environ |= {"IPYTHONDIR": str(course / ".ipython"), "JUPYTER_CONFIG_DIR": str(course / ".jupyter")}
    # Nor does it how busy the machine is: on a full one Keras alone takes longer than a cell may.
    return environ | {"JUPYTER_PREFER_ENV_PATH": "1", "CELL_LIMIT": "300"}


def _scores(course: Path, assignment: str, student: str) -> Scores:
    from nbgrader.api import Gradebook

    graded = sorted((course / "classroom" / "autograded" / student / assignment).glob("*.ipynb"))
    if not graded:
        raise GradingError(f"nbgrader graded no notebook of {student}")
    scores: Scores = {}
    with Gradebook(f"sqlite:///{course / 'classroom' / 'gradebook.db'}") as gradebook:
        for path in graded:
            notebook = notebooks.read(path)
            messages = {_grading(cell).get("grade_id"): _message(cell) for cell in notebook.cells}
            for name, most in points_by_test(notebook).items():
                points = gradebook.find_grade(name, path.stem, assignment, student).auto_score
                if points is None:
                    raise GradingError(f"nbgrader gave {student} no points for {name}, not even 0")
                scores[name] = Score(float(points), most, messages[name])
    return scores


def _message(cell: NotebookNode) -> str:
    """What a graded cell put out, if that cost points: its error, or what it wrote to stderr."""
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return _ANSI.sub("", f"{output.ename}: {output.evalue}")
        if output.get("name") == "stderr":
            return f"stderr: {output.text.strip()}"
    return ""


# --- Verdicts ---------------------------------------------------------------------------------------------


def verdict(answer: Answer, scores: Scores) -> str:
    """What is not as it must be, in words, below it what the answer's file says; "" if all is.

    Args:
        answer: What was handed in.
        scores: What it got, by test cell.
    """
    expected = (
        {name: s.most for name, s in scores.items()} if answer.kind == "untouched" else dict(answer.loses)
    )
    lines = []
    for name, score in scores.items():
        if abs(score.lost - expected.get(name, 0)) > _ROUNDING:
            said = f' and says "{score.message}"' if score.message else " and says nothing"
            wanted = f"{expected.get(name, 0):g} of {score.most:g} points"
            lines.append(f"  {name} must take off {wanted}, takes off {score.lost:g}{said}")
    if lines and answer.says:
        lines.append(indent(f"Its file says: {answer.says}", "  "))
    return "\n".join([f"{answer.student}:", *lines]) if lines else ""
