"""What an assignment's test cells say: a call, what it gives, and a message when it does not.

    checks.example(one_hot, [2, 0], 3).gives([[0, 0, 1], [1, 0, 0]])
    checks.hidden(one_hot, [-1], 2).gives([[0, 0]])

Each calls the function under test and holds what came of it against what is expected. An example is shown in
full; of a hidden test a message tells shapes, places and what the function itself returned, never what it
should have returned. `Points` is for cells in which one part may fail and another one count.
"""

# At once, not lazily: what a notebook does to NumPy's names later does not reach what is bound here.
from lib.checks.calls import Result, WrongAnswerError, example, hidden
from lib.checks.points import Points

__all__ = ["Points", "Result", "WrongAnswerError", "example", "hidden"]
