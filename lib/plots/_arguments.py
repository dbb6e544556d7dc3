"""What the charts share; arguments are checked here, so that a mistake is named before Matplotlib sees it."""

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from lib.plots import style

Array = NDArray[Any]


def number_array(name: str, values: ArrayLike, ndims: tuple[int, ...]) -> Array:
    """Checks the rank of an argument, so that a mistake is named here and not deep inside Matplotlib."""
    try:
        array = np.asarray(values)
    except ValueError as error:  # ragged
        raise ValueError(f"{name} must hold rows of equal length, got {values!r:.60}") from error
    if not (np.issubdtype(array.dtype, np.number) or array.dtype == bool):
        raise ValueError(f"{name} must hold numbers, got {values!r:.60}")
    if array.ndim not in ndims:
        wanted = " or ".join(f"{n}-d" for n in ndims)
        raise ValueError(f"{name} must be {wanted}, got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} is empty, shape {array.shape}: there is nothing to draw")
    return array.astype(float)


def finite_array(name: str, values: ArrayLike, ndims: tuple[int, ...]) -> Array:
    """As `number_array`, without NaN and infinities: Matplotlib leaves them out and says nothing."""
    array = number_array(name, values, ndims)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers, got {array[~np.isfinite(array)][0]}")
    return array


def same_length(name: str, length: int, other: str, expected: int) -> None:
    if length != expected:
        raise ValueError(f"{name} has {length} entries but {other} has {expected}: give one for each")


def plane_points(name: str, points: ArrayLike) -> Array:
    xy = finite_array(name, points, (2,))
    if xy.shape[1] != 2:
        raise ValueError(
            f"{name} must have shape (n, 2), got {xy.shape}: project with lib.plots.principal_plane first"
        )
    return xy


def group_names(groups: Sequence[str] | None, n: int) -> list[str]:
    names = [""] * n if groups is None else [str(g) for g in groups]
    same_length("groups", len(names), "points", n)
    return names


def axes_for(ax: Axes | None, height: float = style.HEIGHT) -> Axes:
    return style.new_figure(height=height).subplots() if ax is None else ax


def figure_of(ax: Axes) -> Figure:
    """The figure of a panel; one that pyplot holds is closed there, or a notebook shows it twice."""
    figure = ax.figure
    assert isinstance(figure, Figure)
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(figure)
    return figure
