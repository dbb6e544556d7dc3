"""Points of a test cell whose parts count by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

from lib.checks.calls import WrongAnswerError


class Points:
    """Points that add up part by part; the last line of the test cell gives them to nbgrader.

    points = checks.Points()
    with points.part(1):
        checks.example(clip, [3, 4], 1).gives([0.6, 0.8])
    with points.part(0.5):
        checks.example(clip, [0, 0], 1).gives([0, 0])
    points.earned()
    """

    def __init__(self) -> None:
        self._earned = 0.0
        self._faults: list[str] = []

    @contextmanager
    def part(self, points: float) -> Iterator[None]:
        """Tests that give points together, and cost no others if one of them fails.

        Args:
            points: What they give.
        """
        try:
            yield
        except AssertionError as fault:
            self._faults.append(str(fault))
        else:
            self._earned += points

    def earned(self) -> float:
        """The points of all parts that passed; what failed is printed.

        Returns:
            Their sum. nbgrader takes it if it is the value of the cell.

        Raises:
            WrongAnswerError: If something failed and nothing is earned, so that the cell fails as any other.
        """
        message = "\n\n".join(dict.fromkeys(self._faults))
        if message and not self._earned:
            raise WrongAnswerError(message)
        if message:
            print(f"not right:\n{message}")
        return self._earned
