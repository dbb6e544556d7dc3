"""What keeps a value from being the expected one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

# By name: a notebook that puts something else in place of `np.isclose` does not reach these.
from numpy import argwhere, asarray, isclose, ndarray, where

from lib.checks.words import counted, described, number, numbers, shown

Kind = Literal["integers", "booleans"]
_KINDS = {"integers": "iu", "booleans": "b"}


@dataclass(frozen=True)
class Tolerance:
    """How far a float may be off: `relative` to its expected value, or `absolute` where that is 0."""

    relative: float = 1e-5
    absolute: float = 1e-12


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value.

    Attributes:
        told: In words that give nothing away.
        shown: With what was expected; "" where that adds nothing.
    """

    told: str
    shown: str = ""

    def in_words(self, hidden: bool) -> str:
        """The words for a hidden test, or for one that may be shown."""
        return self.told if hidden else self.shown or self.told


def fault(got: Any, expected: Any, tolerance: Tolerance) -> Fault | None:
    """Compare a value with the expected one: type, then shape, then values.

    Args:
        got: Anything.
        expected: Numbers of any shape, texts, or dictionaries and lists of them. Whole numbers must be met
            exactly. Anything else must be the same object.
        tolerance: How far floats may be off.

    Returns:
        The first fault, or `None` if there is none.
    """
    if isinstance(expected, Mapping):
        return _of_mapping(got, expected, tolerance)
    if isinstance(expected, str):
        return _of_text(got, expected)
    if (array := numbers(expected)) is not None:
        flat = isinstance(expected, tuple) and array.ndim == 1
        return _of_tuple(got, array, tolerance) if flat else _of_numbers(got, array, tolerance)
    if isinstance(expected, Sequence):
        return _of_sequence(got, expected, tolerance)
    return None if got is expected else Fault(f"is {described(got)}")


def fault_of_kind(got: Any, kind: Kind) -> Fault | None:
    """Whether numbers are stored as what they should be.

    Args:
        got: Numbers.
        kind: What they should be.

    Returns:
        The fault, or `None` if there is none.
    """
    dtype = asarray(got).dtype
    return None if dtype.kind in _KINDS[kind] else Fault(f"should hold {kind}\nit holds {dtype}")


def items(value: Any) -> list | None:
    """The items of a list, a tuple, an array or a tensor; `None` if a value is something else."""
    if isinstance(value, str | Mapping) or not (isinstance(value, Sequence) or hasattr(value, "shape")):
        return None
    try:
        return [*value]
    except Exception:  # a tensor without axes, or a student's object
        return None


def _both(expected: Any, got: Any) -> str:
    return f"should be\n{shown(expected)}\nit is\n{shown(got)}"


def _of_numbers(got: Any, expected: ndarray, tolerance: Tolerance) -> Fault | None:
    array = numbers(got)
    wanted = f"an array of shape {expected.shape}" if expected.ndim else "a number"
    if array is None:
        of = " of numbers" if expected.ndim else ""
        return Fault(f"should be {wanted}{of}\nit is {described(got)}")
    if array.shape != expected.shape:
        return Fault(f"should be {wanted}\nit is {described(array)}")
    return _of_values(array, expected, tolerance)


def _of_values(got: ndarray, expected: ndarray, tolerance: Tolerance) -> Fault | None:
    right = got == expected
    if expected.dtype.kind == "f":
        absolute = where(expected == 0, tolerance.absolute, 0.0)
        right = isclose(got, expected, tolerance.relative, absolute, equal_nan=True)
    wrong = argwhere(~asarray(right))
    if not len(wrong):
        return None
    if not expected.ndim:
        return Fault(f"is not right: it is {number(got[()])}", _both(expected, got))
    first = [int(i) for i in wrong[0]]
    place = f"at {first}"
    if len(wrong) > 1:
        place = f"in {len(wrong)} of {expected.size} entries, the first {place}"
    return Fault(
        f"is wrong {place}: there it is {number(got[tuple(first)])}", f"{_both(expected, got)}\nwrong {place}"
    )


def _of_tuple(got: Any, expected: ndarray, tolerance: Tolerance) -> Fault | None:
    """A few numbers side by side, such as a shape: their words are those of a tuple, not of an array."""
    array = numbers(got)
    if array is None or array.shape != expected.shape:
        came = str(array.tolist()) if array is not None and array.ndim < 2 else described(got)
        told = f"should be {counted(len(expected), 'number')} in a tuple\nit is {came}"
        return Fault(told, f"should be\n{tuple(expected.tolist())}\nit is\n{came}")
    different = _of_values(array, expected, tolerance)
    if different is None:
        return None
    return Fault(different.told, f"should be\n{tuple(expected.tolist())}\nit is\n{tuple(array.tolist())}")


def _of_text(got: Any, expected: str) -> Fault | None:
    if not isinstance(got, str):
        return Fault(f"should be a text\nit is {described(got)}")
    if str.__eq__(got, expected):
        return None
    return Fault(f"is not right: it is\n{shown(got)}", _both(expected, got))


def _of_mapping(got: Any, expected: Mapping, tolerance: Tolerance) -> Fault | None:
    if not isinstance(got, Mapping):
        return Fault(f"should be a dictionary\nit is {described(got)}")
    entries = {**got}
    whole = _both({**expected}, entries)
    if len(entries) != len(expected):
        return Fault(f"should have {counted(len(expected), 'entry')}\nit has {len(entries)}", whole)
    if unknown := [name for name in entries if name not in expected]:
        return Fault(f"should not have the entry {unknown[0]!r}", whole)
    for name, value in expected.items():
        if part := fault(entries[name], value, tolerance):
            small = isinstance(value, str | int | float)
            return Fault(
                f"at the entry {name!r}\n{part.told}",
                whole if small else f"at the entry {name!r}\n{part.in_words(hidden=False)}",
            )
    return None


def _of_sequence(got: Any, expected: Sequence, tolerance: Tolerance) -> Fault | None:
    parts = items(got)
    if parts is None:
        return Fault(f"should be a list of {counted(len(expected), 'item')}\nit is {described(got)}")
    whole = _both([*expected], parts)
    if len(parts) != len(expected):
        return Fault(f"should be a list of {counted(len(expected), 'item')}\nit has {len(parts)}", whole)
    for i, (part, value) in enumerate(zip(parts, expected, strict=True)):
        if found := fault(part, value, tolerance):
            return Fault(f"at the item [{i}]\n{found.told}", whole)
    return None
