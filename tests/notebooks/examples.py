"""A lesson and an assignment that keep every convention; tests spoil them in one place at a time."""

from typing import Any

import nbformat.v4 as v4
from nbformat import NotebookNode

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
GOLDEN = {"tags": ["keep_output", "nbval-check-output"]}
FIGURE = {
    "mystnb": {"figure": {"caption": "It rises.", "name": "fig-line"}, "image": {"alt": "A rising line"}}
}

HEAD = ':::{div} lesson-head\n5 minutes · easy · at a first reading, skip "Summary"\n:::'
OPENING = f"# Adding\n\n{HEAD}\n\n**What is one and one?** You need: nothing."
TURN = "```{admonition} Your turn: 1 minute\n:class: your-turn\nAdd them once more.\n```"
ANSWER_TAGS = {"tags": ["your-turn", "hide-input"]}
QUESTION = (
    "```{admonition} A question people ask: is it always two?\n:class: question\nIn this notation, yes.\n```"
)
CLOSING = (
    "## Summary\n\n- It is two.\n\n"
    "**Sources:** {cite}`peano1889`, page 1. **Practise:** assignment 1, question 1."
)


def markdown(source: str, cell_id: str) -> NotebookNode:
    return v4.new_markdown_cell(source, id=cell_id)


def code(source: str, cell_id: str, metadata: dict[str, Any] | None = None, text: str = "") -> NotebookNode:
    """A code cell; with `text`, one that stores this as its printed output."""
    outputs = [v4.new_output("stream", name="stdout", text=text)] if text else []
    count = 1 if text else None
    return v4.new_code_cell(
        source, id=cell_id, metadata=metadata or {}, outputs=outputs, execution_count=count
    )


def notebook(*cells: NotebookNode) -> NotebookNode:
    return v4.new_notebook(cells=list(cells), metadata=METADATA)


def lesson() -> NotebookNode:
    return notebook(
        markdown(OPENING, "opening"),
        code("one_and_one = 1 + 1\nassert one_and_one == 2", "adding"),
        markdown("Written out:\n\n![One and one make two](two.svg)", "prose"),
        code("print(one_and_one)", "golden", GOLDEN, text="2\n"),
        markdown(f"What do three of them make?\n\n{TURN}", "turn-1"),
        code("three = one_and_one + 1\nprint(three)", "answer-1", ANSWER_TAGS),
        markdown("Drawn:", "drawn"),
        code("from lib import plots\n\nplots.curves([1, 2])", "drawing", FIGURE),
        markdown(TURN, "turn-2"),
        code("print(one_and_one + 2)", "answer-2", ANSWER_TAGS),
        markdown(QUESTION, "question"),
        markdown(CLOSING, "closing"),
    )


ANSWER = '''def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION'''
TEST = """assert double(1) == 2, f"double(1) should be 2, got {double(1)}"
### BEGIN HIDDEN TESTS
assert double(3) == 6, "double(3) should be 6"
### END HIDDEN TESTS"""


def grading(grade_id: str, *, grade: bool, solution: bool, points: float = 0) -> dict[str, Any]:
    fields = {"grade_id": grade_id, "grade": grade, "solution": solution, "locked": grade and not solution}
    fields |= {"schema_version": 3, "task": False} | ({"points": points} if grade else {})
    return {"nbgrader": fields}


def answer(cell_id: str, source: str = ANSWER) -> NotebookNode:
    return code(source, cell_id, grading(cell_id, grade=False, solution=True))


def graded(cell_id: str, points: float = 2, source: str = TEST) -> NotebookNode:
    return code(source, cell_id, grading(cell_id, grade=True, solution=False, points=points))


def free_answer(cell_id: str, points: float = 4) -> NotebookNode:
    cell = markdown("Because two is one more than one.", cell_id)
    cell.metadata = v4.new_notebook(
        metadata=grading(cell_id, grade=True, solution=True, points=points)
    ).metadata
    return cell


def assignment() -> NotebookNode:
    return notebook(
        markdown("# Assignment 1: adding", "opening"),
        answer("double"),
        *(graded(f"test-double-{i}") for i in range(8)),
        markdown("Why?", "why"),
        free_answer("why-two"),
    )
