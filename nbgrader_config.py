"""nbgrader's settings for this course: solutions are released, and a class lies in classroom."""

import math
import os
import sys
import time
from pathlib import Path

import nbgrader
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import ClearHiddenTests, GetGrades

c = get_config()  # noqa: F821 (traitlets defines it when it reads the file)

root = Path(__file__).resolve().parent
classroom = root / "classroom"
classroom.mkdir(exist_ok=True)

# nbgrader starts `alembic` by name when it makes a gradebook, also where this environment is not on PATH.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "unrolled"
c.CourseDirectory.source_directory = "solutions"

# nbgrader deletes what it could not make whole, so it writes nowhere but here. Git ignores the folder.
c.CourseDirectory.release_directory = "classroom/released"
c.CourseDirectory.submitted_directory = "classroom/submitted"
c.CourseDirectory.autograded_directory = "classroom/autograded"
c.CourseDirectory.feedback_directory = "classroom/feedback"
c.CourseDirectory.solution_directory = "classroom/solution"
c.CourseDirectory.source_with_tests_directory = "classroom/source_with_tests"
c.CourseDirectory.db_url = f"sqlite:///{classroom / 'gradebook.db'}"
c.ZipCollectApp.downloaded_directory = "classroom/downloaded"
c.CsvExportPlugin.to = str(classroom / "grades.csv")

# An answer that was not given fails its tests, and the message says so.
c.ClearSolutions.code_stub = {
    "python": 'raise NotImplementedError("Not answered yet: put your code in place of this line.")'
}
c.ClearSolutions.text_stub = "*Your answer here, in place of this line.*"

# A test cell that a student deleted is put back, so that a right answer keeps its points.
c.OverwriteCells.add_missing_cells = True

# A cell that hangs is interrupted, and halves the time of those after it: an endless loop costs about twice
# the limit, however many cells call it, and right answers keep their points, however slow the machine.
cell_limit = float(os.environ.get("CELL_LIMIT", "30"))  # seconds; a whole assignment takes less than 20
limit = cell_limit
began = math.inf


def start_submission(**submission):
    """Begin with the whole limit."""
    global limit, began
    limit, began = cell_limit, math.inf


def seconds(cell):
    """Seconds that the cell may take."""
    global limit, began
    now = time.monotonic()
    if now - began >= limit:
        limit = max(1.0, limit / 2)
    began = now
    return limit


c.Autograde.pre_convert_hook = start_submission
c.Execute.timeout_func = seconds

c.Execute.error_on_timeout = {
    "ename": "CellTimeoutError",
    "evalue": "stopped, since it ran for too long",
    "traceback": ["CellTimeoutError: stopped, since it ran for too long"],
}
# A cell that does not answer to an interrupt loses its own points, not those of the whole submission.
c.Execute.raise_on_iopub_timeout = False

# Feedback shows no hidden test, and needs no network.
templates = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
c.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests, CSSHTMLHeaderPreprocessor]
c.GenerateFeedback.HTMLExporter.template_file = "brief.html.j2"
c.GenerateFeedback.HTMLExporter.extra_template_basedirs = [str(root / "etc" / "nbgrader"), str(templates)]
