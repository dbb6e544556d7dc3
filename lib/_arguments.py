"""Checks of arguments that would otherwise go wrong in silence."""

import numpy as np
from numpy.typing import ArrayLike

_INT32 = np.iinfo(np.int32)


def check_at_least(name: str, value: object, least: int = 1) -> None:
    """Raise a ValueError that names the argument unless it is a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {value!r}")


def check_range(name: str, values: np.ndarray, size: int) -> None:
    """Raise a ValueError that names the argument unless all its numbers are from 0 to `size - 1`."""
    if values.size and (values.min() < 0 or values.max() >= size):
        wrong = values.min() if values.min() < 0 else values.max()
        raise ValueError(f"{name} must lie between 0 and {size - 1}, got {wrong}")


def integers(name: str, values: ArrayLike) -> np.ndarray:
    """An integer array that fits in int32, or a ValueError that names the argument."""
    try:
        numbers = np.asarray(values)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{name} must be an array of whole numbers: {error}") from None
    if numbers.size == 0:
        return numbers.astype(np.int32)
    if numbers.dtype.kind not in "iu":
        raise ValueError(f"{name} must hold whole numbers, got {numbers.dtype}")
    if (
        numbers.dtype.itemsize > 2
        and numbers.dtype != np.int32
        and (numbers.max() > _INT32.max or numbers.min() < _INT32.min)
    ):
        raise ValueError(f"{name} holds a number that does not fit in 32 bits")
    return numbers


def integer_row(name: str, values: ArrayLike) -> np.ndarray:
    """The same, and a ValueError for anything but one row, `(T,)`."""
    row = integers(name, values)
    if row.ndim != 1:
        raise ValueError(f"{name} must be one row of whole numbers, got shape {row.shape}")
    return row
