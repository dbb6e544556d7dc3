"""Calls of a student's function, and what they give."""

from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from typing import Any

from numpy import ndarray, shares_memory

from lib.checks import words
from lib.checks.comparison import Fault, Kind, Tolerance, fault, fault_of_kind, items

# An entry that was moved and put back may be off by rounding.
_UNCHANGED = Tolerance(1e-9, 1e-9)


class WrongAnswerError(AssertionError):
    """An answer that does not do what was asked; its message is written for the student."""

    def _render_traceback_(self) -> list[str]:
        """The message alone: IPython asks for this, and would show the lines of `lib` otherwise."""
        return str(self).split("\n")


@dataclass(frozen=True)
class Result:
    """Something that a student's code made, to be compared with what it should be.

    Args:
        name: What it is, for messages: the call that returned it, or the name of a variable.
        value: The thing itself.
        arguments: What the function was given.
        hidden: Whether messages must not show what is expected.
    """

    name: str
    value: Any
    arguments: tuple[Any, ...] = ()
    hidden: bool = False

    def gives(
        self,
        expected: Any,
        *,
        kind: Kind | None = None,
        new: bool = False,
        rtol: float = Tolerance.relative,
        atol: float = Tolerance.absolute,
    ) -> None:
        """Hold the result against what is expected; an example that is right says so.

        Lists, tuples, NumPy arrays and tensors are all the same here.

        Args:
            expected: Numbers of any shape, texts, or dictionaries and lists of them. Whole numbers must be
                met exactly, floats within the tolerance.
            kind: What the numbers must be stored as; `None` takes any.
            new: Whether the result must be an object of its own, none of the arguments.
            rtol: How far a float may be off, relative to its expected value.
            atol: How far a float may be off where 0 is expected.

        Raises:
            WrongAnswerError: If something differs: the type, then the shape, then the values.
        """
        found = fault(self.value, expected, Tolerance(rtol, atol))
        if not found and kind:
            found = fault_of_kind(self.value, kind)
        if not found and new and _is_one_of(self.value, self.arguments):
            found = Fault("should be new\nit is the argument itself, or shares its memory")
        if found:
            self._fail(found)
        if not self.hidden:
            print("right:", self.name.split("\n")[0])

    def parts(self, *names: str) -> list["Result"]:
        """The results of a function that returns several, each to be compared by itself.

        Args:
            names: What each is called, in order.

        Returns:
            A `Result` for each name.

        Raises:
            WrongAnswerError: If there are not as many results as names.
        """
        values = items(self.value) or []
        if len(values) != len(names):
            wanted = f"should return {len(names)} results: `return {', '.join(names)}`"
            self._fail(Fault(f"{wanted}\nit returned {words.described(self.value)}"))
        return [
            Result(f"the {name} of {self.name}", value, self.arguments, self.hidden)
            for name, value in zip(names, values, strict=True)
        ]

    def _fail(self, found: Fault) -> None:
        raise WrongAnswerError(f"{self.name}\n{found.in_words(self.hidden)}")


def example(function: Callable[..., Any], *arguments: Any, may_change: bool = False) -> Result:
    """Call a function as an example that a student may see.

    What the function writes to the standard error stream is dropped: nbgrader takes it for a failure.

    Args:
        function: The function under test.
        arguments: What to call it with. It must leave them as they are.
        may_change: Whether it may change them all the same: another test asks for that.

    Returns:
        What it returned.

    Raises:
        WrongAnswerError: If it is not answered yet, stops with an error, returns `None`, or changes an
            argument.
    """
    return _called(function, arguments, may_change, hidden=False)


def hidden(function: Callable[..., Any], *arguments: Any, may_change: bool = False) -> Result:
    """Call a function as a hidden test: as `example` does, but messages show no expected value.

    Args:
        function: The function under test.
        arguments: What to call it with. It must leave them as they are.
        may_change: Whether it may change them all the same: another test asks for that.

    Returns:
        What it returned.

    Raises:
        WrongAnswerError: If it is not answered yet, stops with an error, returns `None`, or changes an
            argument.
    """
    return _called(function, arguments, may_change, hidden=True)


def _called(
    function: Callable[..., Any], arguments: tuple[Any, ...], may_change: bool, hidden: bool
) -> Result:
    name = words.function_name(function)
    if not callable(function):
        raise WrongAnswerError(f"{name} should be a function\nit is {words.described(function)}")
    parameters = words.parameter_names(function, len(arguments))
    call = words.call(name, parameters, arguments, hidden)
    before = _copy(arguments)
    value = _value(function, arguments, name, call)
    if value is None:
        raise WrongAnswerError(f"{call}\nreturned None: does the function end with `return`?")
    for parameter, was, now in zip(parameters, before, arguments, strict=True):
        if not may_change and fault(now, was, _UNCHANGED):
            changed = f"changed its argument {parameter}, which it must leave as it was"
            seen = "" if hidden else f"\nit was\n{words.shown(was)}\nit became\n{words.shown(now)}"
            raise WrongAnswerError(f"{call}\n{changed}{seen}")
    return Result(call, value, arguments, hidden)


def _value(function: Callable[..., Any], arguments: tuple[Any, ...], name: str, call: str) -> Any:
    """What the function returns, without what it writes to the standard error stream."""
    try:
        with redirect_stderr(StringIO()):
            return function(*arguments)
    except NotImplementedError:  # the line that nbgrader puts in place of an answer
        place = "put your code in place of the line\nraise NotImplementedError(...)"
        raise WrongAnswerError(f"{name} is not answered yet: {place}") from None
    except WrongAnswerError:  # from a function that the test handed to it
        raise
    except Exception as error:
        raise WrongAnswerError(f"{call}\n{words.stopped(error, function, arguments)}") from None


def _copy(value: Any) -> Any:
    """A copy of plain data, all the way down; other objects themselves."""
    if isinstance(value, ndarray):
        return value.copy()
    if isinstance(value, Mapping):
        return {name: _copy(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    if isinstance(value, tuple):
        return tuple(_copy(item) for item in value)
    return value


def _is_one_of(value: Any, arguments: tuple[Any, ...]) -> bool:
    arrays = [argument for argument in arguments if isinstance(argument, ndarray)]
    shared = isinstance(value, ndarray) and any(shares_memory(value, array) for array in arrays)
    return shared or any(value is argument for argument in arguments)
