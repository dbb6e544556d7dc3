"""nbgrader's settings for this course: solutions are released as exercises, classes lie in classroom."""

from pathlib import Path

c = get_config()  # noqa: F821 (traitlets defines it when it reads the file)

root = Path(__file__).resolve().parent
classroom = root / "classroom"
classroom.mkdir(exist_ok=True)

c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "unrolled"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# What belongs to a class, and is no part of the course, lies in one folder that git ignores.
c.CourseDirectory.submitted_directory = "classroom/submitted"
c.CourseDirectory.autograded_directory = "classroom/autograded"
c.CourseDirectory.feedback_directory = "classroom/feedback"
c.CourseDirectory.solution_directory = "classroom/solution"
c.CourseDirectory.source_with_tests_directory = "classroom/source_with_tests"
c.CourseDirectory.db_url = f"sqlite:///{classroom / 'gradebook.db'}"

# An answer that was not given fails its tests, and the message says so.
c.ClearSolutions.code_stub = {
    "python": 'raise NotImplementedError("Not answered yet: put your code in place of this line.")'
}
c.ClearSolutions.text_stub = "*Your answer here, in place of this line.*"

# A whole assignment takes less than 20 s to grade; a cell that takes longer hangs.
c.Execute.timeout = 60
