"""Pictures of matrices and of functions of two variables."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from lib.plots import style
from lib.plots._arguments import axes_for, figure_of, number_array, plane_points, same_length


def heat_map(
    matrix: ArrayLike,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    *,
    xlabel: str = "",
    ylabel: str = "",
    number: str | None = None,
    limits: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Figure:
    """A matrix in colours: white is zero; blue above, vermillion below where there are negative values.

    Args:
        matrix: The values, `(r, c)`. NaN and infinities are left blank.
        rows: r words, written as they are, or None for plain indices.
        columns: c words, or None for plain indices.
        xlabel: What the columns are.
        ylabel: What the rows are.
        number: Format of the number written in each cell, such as `"{:.2f}"`; None for none.
        limits: Least and greatest value of the colour scale; from the data if None. With a least value below
            zero the scale reaches equally far to both sides.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If `matrix` is not 2-d, the labels do not fit its shape, holds no finite number,
            or `limits` are not ascending.
    """
    values = number_array("matrix", matrix, (2,))
    values = np.where(np.isfinite(values), values, np.nan)  # a colour scale has no place for infinity
    if np.isnan(values).all():
        raise ValueError(f"matrix of shape {values.shape} holds no finite number")
    r, c = values.shape
    for name, labels, size in (("rows", rows, r), ("columns", columns, c)):
        if labels is not None:
            same_length(name, len(labels), f"matrix of shape {values.shape}", size)
    ax = axes_for(ax, height=float(np.clip(1.0 + min(0.5, 4.2 / c) * r, 1.6, 5.2)))
    if limits is not None and not -np.inf < limits[0] < limits[1] < np.inf:
        raise ValueError(f"limits must be (least, greatest) and finite, got {limits}")
    low, high = limits or (min(0.0, float(np.nanmin(values))), max(0.0, float(np.nanmax(values))))
    if low < 0:
        reach = max(-low, high)
        signed = style.DIVERGING if number is None else style.PALE_DIVERGING
        kind: dict[str, Any] = {"cmap": signed, "norm": TwoSlopeNorm(0, -reach, reach)}
    else:
        plain = style.SEQUENTIAL if number is None else style.PALE_SEQUENTIAL
        kind = {"cmap": plain, "vmin": low, "vmax": high if high > low else low + 1}
    image = ax.imshow(values, aspect="auto", interpolation="nearest", **kind)
    if number is not None:
        for (i, j), value in np.ndenumerate(values):
            if np.isnan(value):
                continue
            ax.text(j, i, number.format(value), ha="center", va="center", fontsize=11)
    else:
        bar = figure_of(ax).colorbar(image, ax=ax, pad=0.02, aspect=25)
        bar.outline.set_visible(False)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    _ticks(ax, rows, columns)
    return figure_of(ax)


def _ticks(ax: Axes, rows: Sequence[str] | None, columns: Sequence[str] | None) -> None:
    if rows is None:
        ax.yaxis.set_major_locator(MaxNLocator("auto", integer=True))
    else:
        ax.set_yticks(range(len(rows)), [style.plain(label) for label in rows])
    if columns is None:
        ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    else:
        _column_labels(ax, [style.plain(label) for label in columns])
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


def _column_labels(ax: Axes, texts: Sequence[str]) -> None:
    """Slants the labels when they would come too close in one line."""
    ax.set_xticks(range(len(texts)), texts)
    figure_of(ax).draw_without_rendering()
    boxes = [label.get_window_extent() for label in ax.get_xticklabels()]
    gap = 4 * figure_of(ax).dpi / 72  # four points
    if any(left.x1 + gap > right.x0 for left, right in pairwise(boxes)):
        for label in ax.get_xticklabels():
            label.set(rotation=60, ha="right", rotation_mode="anchor")


def surface(
    x: ArrayLike,
    y: ArrayLike,
    z: ArrayLike,
    *,
    xlabel: str = "",
    ylabel: str = "",
    zlabel: str = "",
    path: ArrayLike | None = None,
) -> Figure:
    """A function of two variables twice: as a surface, and from above.

    Args:
        x: Values of the first variable, `(a,)`.
        y: Values of the second variable, `(b,)`.
        z: The function, `(b, a)`: rows follow `y`, columns follow `x`.
        xlabel: Name of the first variable.
        ylabel: Name of the second variable.
        zlabel: Name of the function.
        path: Points to join in the view from above, `(n, 2)`: the steps of a descent.

    Returns:
        The figure.

    Raises:
        ValueError: If `z` is not `(len(y), len(x))` or `path` is not `(n, 2)`.
    """
    xs, ys, zs = number_array("x", x, (1,)), number_array("y", y, (1,)), number_array("z", z, (2,))
    if zs.shape != (len(ys), len(xs)):
        raise ValueError(f"z must have shape (len(y), len(x)) = {(len(ys), len(xs))}, got {zs.shape}")
    figure = style.new_figure(height=3.2)
    solid = figure.add_subplot(1, 2, 1, projection="3d")
    grid = np.meshgrid(xs, ys)
    solid.plot_surface(*grid, zs, cmap=style.SEQUENTIAL, rasterized=True, rcount=80, ccount=80)
    solid.set(xlabel=xlabel, ylabel=ylabel, title=zlabel)
    above = figure.add_subplot(1, 2, 2)
    above.pcolormesh(xs, ys, zs, cmap=style.SEQUENTIAL, shading="nearest", rasterized=True)
    above.contour(xs, ys, zs, levels=12, colors=style.GREY, linewidths=0.6)
    above.set(xlabel=xlabel, ylabel=ylabel)
    if path is not None:
        steps = plane_points("path", path)
        above.plot(*steps.T, color=style.VERMILLION, marker="o", markersize=3, lw=1.4)
        above.set(xlim=(xs.min(), xs.max()), ylim=(ys.min(), ys.max()))
    return figure
