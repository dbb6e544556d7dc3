"""Values, calls and errors in a few short lines that a student can read."""

import inspect
import linecache
import re
import textwrap
from collections.abc import Callable, Mapping
from pprint import pformat
from types import FrameType
from typing import Any

from numpy import array2string, asarray, floating, ndarray

WIDTH = 76  # `nbgrader validate` cuts lines soon after
_MOST_LINES = 8
_MOST_ENTRIES = 60


def numbers(value: Any) -> ndarray | None:
    """A value as an array of numbers.

    Args:
        value: Anything: a number, lists, an array, a tensor, a student's own object.

    Returns:
        A NumPy array, or `None` if it is none of numbers.
    """
    try:
        array = asarray(value)
        if array.dtype.kind == "O":
            array = array.astype("float64")
    except Exception:  # a student's object may do anything here
        return None
    return array if array.dtype.kind in "biuf" else None


# --- Values -----------------------------------------------------------------------------------------------


def described(value: Any) -> str:
    """What a value is, in a few words: its type and its size."""
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if isinstance(value, str):
        return textwrap.shorten(repr(value), 40)
    if isinstance(getattr(value, "shape", None), tuple) and (array := numbers(value)) is not None:
        return f"an array of shape {array.shape}" if array.ndim else f"the number {number(array[()])}"
    if isinstance(value, Mapping):
        return f"a dictionary of {counted(len(value), 'entry')}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {counted(len(value), 'item')}"
    return "a function" if inspect.isroutine(value) else f"an object of type {type(value).__name__}"


def number(value: Any) -> str:
    """One number of an array, with as many digits as matter."""
    return f"{value:.8g}" if isinstance(value, floating) else str(value)


def shown(value: Any) -> str:
    """A value itself, in a few short lines."""
    array = None if isinstance(value, list | tuple) and not value else numbers(value)
    if array is None:
        return few_lines(pformat(value, width=WIDTH, compact=True, sort_dicts=False))
    return few_lines(array2string(array, max_line_width=WIDTH, threshold=_MOST_ENTRIES, separator=", "))


def counted(number: int, noun: str) -> str:
    """A number of things: "1 entry", "2 entries"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def few_lines(text: str) -> str:
    """A text without what is too wide or too long to be read in a message."""
    lines = [line if len(line) <= WIDTH else f"{line[: WIDTH - 4]} ..." for line in text.split("\n")]
    return "\n".join(lines if len(lines) <= _MOST_LINES else [*lines[: _MOST_LINES - 1], "..."])


def _wrapped(text: str) -> str:
    return few_lines("\n".join(textwrap.wrap(text, WIDTH)))


def _listed(word: str, things: list[str]) -> str:
    """Several things after a word, in one line if they fit, else each in its own."""
    line = f"{word} {', '.join(things)}"
    return line if len(line) <= WIDTH else few_lines("\n".join([word, *(f"  {thing}" for thing in things)]))


# --- Calls ------------------------------------------------------------------------------------------------


def function_name(function: Any) -> str:
    """The name that a student gave to a function."""
    name = getattr(function, "__name__", "<lambda>")
    return "your function" if name == "<lambda>" else str(name)


def parameter_names(function: Callable[..., Any], number: int) -> list[str]:
    """Names of the arguments: the student's own, as far as there are any."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    return (names + [f"argument {i + 1}" for i in range(len(names), number)])[:number]


def call(name: str, parameters: list[str], arguments: tuple[Any, ...], hidden: bool) -> str:
    """A call as one would write it, if that fits into a line and may be shown; else with shapes."""
    plain = all(isinstance(a, int | float | str | list | tuple | Mapping) for a in arguments)
    written = f"{name}({', '.join(map(repr, arguments))})"
    if plain and not hidden and len(written) <= WIDTH:
        return written
    given = [f"{p} = {described(a)}" for p, a in zip(parameters, arguments, strict=True)]
    return f"{name}({', '.join(parameters)})\n{_listed('with', given)}"


# --- Errors -----------------------------------------------------------------------------------------------


def stopped(error: Exception, function: Callable[..., Any], arguments: tuple[Any, ...]) -> str:
    """Where in the student's own code an error arose, on which arrays, and what it says."""
    what = _wrapped(f"{type(error).__name__}: {plain(str(error))}")
    if (place := _place(error, function, arguments)) is None:
        return f"stopped with an error:\n{what}"
    frame, number = place
    line = linecache.getline(frame.f_code.co_filename, number).strip()
    told = [f"stopped with an error in line {number} of its cell:", few_lines(line), _sizes(line, frame)]
    return "\n".join(filter(None, [*told, what]))


def _place(
    error: Exception, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[FrameType, int] | None:
    """The last frame of the student's code in an error, and its line."""
    given = [getattr(argument, "__code__", None) for argument in arguments]  # the test's own functions
    place, step = None, error.__traceback__
    while step is not None:
        frame = step.tb_frame
        if frame.f_globals is getattr(function, "__globals__", None) and frame.f_code not in given:
            place = frame, step.tb_lineno
        step = step.tb_next
    return place


def _sizes(line: str, frame: FrameType) -> str:
    """Shapes of the arrays that a line of code names."""
    values = {name: frame.f_locals.get(name) for name in dict.fromkeys(re.findall(r"[^\W\d]\w*", line))}
    arrays = {name: value for name, value in values.items() if isinstance(value, ndarray)}
    shapes = [f"{name} has shape {array.shape}" for name, array in arrays.items()]
    return _listed("where", shapes) if shapes else ""


_SHAPE = r"(\(.*?\))"
_PLAIN_WORDS = (
    (r"matmul: .*\(size (\d+) is different from (\d+)\)", r"sizes \2 and \1 do not fit in a matrix product"),
    (r"matmul: .*not have enough dimensions.*", "a factor of a matrix product is a single number"),
    (rf"shapes {_SHAPE} and {_SHAPE} not aligned.*", r"shapes \1 and \2 do not fit in a matrix product"),
    (rf"operands could not be broadcast .*?{_SHAPE} {_SHAPE}.*", r"shapes \1 and \2 do not fit together"),
    (rf"non-broadcastable .*?{_SHAPE}.*?{_SHAPE}", r"a result of shape \2 does not fit into shape \1"),
    (rf"could not broadcast .*?{_SHAPE}.*?{_SHAPE}", r"an array of shape \1 does not fit into shape \2"),
    (r"setting an array element .*inhomogeneous.*", "rows that differ in length make no array"),
    (r"\{\{.*?\}\} ?", ""),  # names of TensorFlow's own nodes
    (r" \[Op:.*", ""),
)


def plain(message: str) -> str:
    """An error of NumPy or TensorFlow without words on their insides."""
    for pattern, words in _PLAIN_WORDS:
        message = re.sub(pattern, words, message, flags=re.DOTALL)
    return message
