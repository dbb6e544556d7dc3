"""What an instructor runs, on stock nbgrader: collect, grade, feedback, export, a folder for students."""
