"""Lines and bars: data in, one figure out.

Every chart takes `ax` to draw into a panel of `lib.plots.panels` instead of a figure of its own, and returns
the figure either way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from lib.plots import style
from lib.plots._arguments import Array, axes_for, figure_of, finite_array, number_array, same_length


def curves(
    series: Mapping[str, ArrayLike],
    x: ArrayLike | None = None,
    *,
    xlabel: str = "epoch",
    ylabel: str = "",
    baseline: Mapping[str, float] | None = None,
    log_x: bool = False,
    log_y: bool = False,
    points: bool = False,
    ax: Axes | None = None,
) -> Figure:
    """Lines against a common x, each labelled at its end.

    Args:
        series: For each label the values, `(T,)`, or `(seeds, T)` for several runs: then the line is their
            mean and a band reaches from the least to the greatest. NaN leaves a gap.
        x: The positions, `(T,)`; 1, 2, ... T if None.
        xlabel: Label under the axis.
        ylabel: Label above the axis, as a title.
        baseline: Levels to compare with, `{label: value}`, drawn as thin grey lines.
        log_x: Whether x is on a logarithmic scale.
        log_y: Whether y is on a logarithmic scale.
        points: Whether to mark each value with a point.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If there is no series, or a series is not 1-d or 2-d, has another length than `x` or holds
            nothing finite.
    """
    if not series:
        raise ValueError("series is empty: give at least one label with its values")
    arrays = {
        label: np.atleast_2d(number_array(f"series[{label!r}]", v, (1, 2))) for label, v in series.items()
    }
    first, length = next((label, a.shape[1]) for label, a in arrays.items())
    positions = np.arange(1, length + 1) if x is None else number_array("x", x, (1,))
    against = f"series[{first!r}]" if x is None else "x"
    for label, values in arrays.items():
        same_length(f"series[{label!r}]", values.shape[1], against, len(positions))
        if not np.isfinite(values.mean(axis=0)).any():
            raise ValueError(f"series[{label!r}] has no step at which every value is finite")
    ax = axes_for(ax)
    ax.grid(axis="y")
    if log_x:
        ax.set_xscale("log")
    if log_y:
        ax.set_yscale("log")
    ends: list[tuple[float, float, str, Any]] = []
    for i, (label, values) in enumerate(arrays.items()):
        colour = style.PALETTE[i % len(style.PALETTE)]
        middle = values.mean(axis=0)  # (T,)
        ax.plot(
            positions,
            middle,
            color=colour,
            linestyle=style.LINE_STYLES[i % len(style.LINE_STYLES)],
            marker=style.MARKERS[i % len(style.MARKERS)] if points or len(positions) == 1 else None,
            markersize=5,
        )
        if len(values) > 1:
            ax.fill_between(positions, values.min(axis=0), values.max(axis=0), color=colour, alpha=0.2, lw=0)
        last = np.flatnonzero(np.isfinite(middle))[-1]
        ends.append((positions[last], middle[last], label, style.for_words(colour)))
    for label, level in (baseline or {}).items():
        ax.axhline(level, color=style.GREY, linewidth=1.2, linestyle=(0, (2, 2)))
        ends.append((float(positions.max()), level, label, style.GREY))
    if not log_x and (positions % 1 == 0).all():
        ax.xaxis.set_major_locator(MaxNLocator("auto", steps=[1, 2, 5, 10], integer=True))
    ax.set_xlabel(xlabel)
    ax.set_title(ylabel, loc="left")
    _label_ends(ax, ends)
    return figure_of(ax)


def _label_ends(ax: Axes, ends: Sequence[tuple[float, float, str, Any]]) -> None:
    """Writes each label right of the axes at the height of its line's end, apart from the others."""
    labels = [
        ax.annotate(
            text,
            (1, y),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            color=colour,
            fontsize=11,
            annotation_clip=False,
        )
        for _, y, text, colour in ends
    ]
    figure_of(ax).draw_without_rendering()
    heights = ax.transData.transform([(x, y) for x, y, *_ in ends])[:, 1] * 72 / figure_of(ax).dpi  # points
    for label, shift in zip(labels, _spread(heights, gap=14.0) - heights, strict=True):
        label.xyann = (4, float(shift))


def _spread(heights: Array, gap: float) -> Array:
    """The nearest heights to the given ones that lie at least `gap` apart, in the same order."""
    order = np.argsort(heights, kind="stable")
    groups: list[list[float]] = []  # each: sum of wanted bottoms, number of labels
    for rank, height in enumerate(heights[order]):
        groups.append([height - rank * gap, 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            total, count = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += count
    base = np.concatenate([np.full(int(count), total / count) for total, count in groups])
    spread = np.empty_like(heights)
    spread[order] = base + gap * np.arange(len(heights))
    return spread


def learning_curves(
    history: Mapping[str, ArrayLike], metric: str = "accuracy", *, baseline: Mapping[str, float] | None = None
) -> Figure:
    """Loss and a metric against the epoch, for training and validation, one above the other.

    Args:
        history: What `model.fit` returns in `.history`: lists under `"loss"`, `metric` and, if there was
            validation data, the same names with `"val_"` before them.
        metric: Name of the metric in `history`.
        baseline: Levels of the metric to compare with, `{label: value}`.

    Returns:
        The figure.

    Raises:
        ValueError: If `history` has no `"loss"` or no such metric.
    """
    for name in ("loss", metric):
        if name not in history:
            raise ValueError(f"history has no {name!r}; it has {sorted(history)}")
    upper, lower = style.panels(1, 2, height=2.1)
    for name, ax in (("loss", upper), (metric, lower)):
        series = {"training": history[name]}
        if f"val_{name}" in history:
            series["validation"] = history[f"val_{name}"]
        curves(series, ylabel=name, baseline=baseline if name == metric else None, ax=ax)
    upper.set_xlabel("")
    return figure_of(upper)


def norms_against_lag(
    series: Mapping[str, ArrayLike],
    *,
    ylabel: str = r"$\|\partial h_T / \partial h_{T-k}\|$",
    xlabel: str = "lag $k$ in steps",
    ax: Axes | None = None,
) -> Figure:
    """Norms on a logarithmic scale against how many steps back, from lag 0.

    Args:
        series: For each network the norms at lag 0, 1, 2, ..., `(T,)` or `(seeds, T)`. Zeros leave a gap.
        ylabel: What is measured.
        xlabel: Label under the axis.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If a norm is negative; else as `curves`.
    """
    arrays = {label: number_array(f"series[{label!r}]", values, (1, 2)) for label, values in series.items()}
    for label, values in arrays.items():
        if np.nanmin(values) < 0:
            raise ValueError(f"series[{label!r}] has a negative norm, {np.nanmin(values):g}")
    positive = {label: np.where(values > 0, values, np.nan) for label, values in arrays.items()}
    lags = np.arange(next(iter(positive.values())).shape[-1]) if positive else None
    return curves(positive, lags, xlabel=xlabel, ylabel=ylabel, log_y=True, ax=ax)


def bars(
    values: Mapping[str, ArrayLike],
    *,
    xlabel: str = "",
    baseline: Mapping[str, float] | None = None,
    number: str = "{:.3f}",
    ax: Axes | None = None,
) -> Figure:
    """Horizontal bars with their values written out; several runs show as dots on the bar of their mean.

    Args:
        values: For each label a number, or the numbers of several runs, `(seeds,)`.
        xlabel: What is measured.
        baseline: Levels to compare with, `{label: value}`, drawn as dashed lines.
        number: Format of the values.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If `values` is empty or holds something other than numbers or 1-d arrays.
    """
    if not values:
        raise ValueError("values is empty: give at least one label with its number")
    runs = {
        label: np.atleast_1d(number_array(f"values[{label!r}]", v, (0, 1))) for label, v in values.items()
    }
    ax = axes_for(ax, height=0.9 + 0.42 * len(runs))
    for i, run in enumerate(runs.values()):
        mean = float(run.mean())
        ax.barh(i, mean, height=0.62, color=style.BLUE, alpha=0.55, lw=0)
        if len(run) > 1:
            ax.plot(run, np.full(len(run), i), "o", color=style.INK, markersize=3.5)
        reach = max(mean, float(run.max())) if mean >= 0 else 0.0
        ax.annotate(
            number.format(mean), (reach, i), (5, 0), textcoords="offset points", va="center", fontsize=11
        )
    for label, level in (baseline or {}).items():
        ax.axvline(level, color=style.INK, linewidth=1.2, linestyle=(0, (3, 2)))
        ax.annotate(
            label,
            (level, 1),
            (0, 3),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            fontsize=11,
        )
    ax.set_yticks(range(len(runs)), [style.plain(label) for label in runs])
    ax.invert_yaxis()
    ax.margins(x=0.14)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(xlabel)
    return figure_of(ax)


def histogram(
    values: ArrayLike | Mapping[str, ArrayLike],
    *,
    bins: int | Sequence[float] = 40,
    xlabel: str = "",
    ylabel: str = "count",
    marks: Mapping[str, float] | None = None,
    ax: Axes | None = None,
) -> Figure:
    """How often each value occurs.

    Args:
        values: Numbers, `(n,)`, or several sets of them with a label each, drawn over one another.
        bins: Number of bins or their edges.
        xlabel: What was measured.
        ylabel: Title over the axis.
        marks: Places to point out, `{label: x}`, drawn as dashed vertical lines.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If a set of values is not 1-d, is empty or holds a number that is not finite.
    """
    sets = values if isinstance(values, Mapping) else {"": values}
    if not sets:
        raise ValueError("values is empty: give at least one set of numbers")
    arrays = {
        label: finite_array(f"values[{label!r}]" if label else "values", v, (1,)) for label, v in sets.items()
    }
    edges = np.histogram_bin_edges(np.concatenate(list(arrays.values())), bins)
    ax = axes_for(ax)
    outlines = []
    for i, numbers in enumerate(arrays.values()):
        counts, _ = np.histogram(numbers, edges)
        colour = style.PALETTE[i % len(style.PALETTE)]
        ax.stairs(counts, edges, fill=True, color=colour, alpha=0.75 if len(arrays) == 1 else 0.3)
        outlines.append(ax.stairs(counts, edges, color=colour, lw=1.6, ls=style.LINE_STYLES[i % 4]))
    mark_places(ax, marks or {})
    if len(arrays) > 1:
        ax.legend(outlines, list(arrays))
    ax.grid(axis="y")
    ax.set_xlabel(xlabel)
    ax.set_title(ylabel, loc="left")
    return figure_of(ax)


def mark_places(ax: Axes, marks: Mapping[str, float]) -> None:
    """Dashed vertical lines with a word beside each."""
    for label, place in marks.items():
        ax.axvline(place, color=style.INK, lw=1.2, ls=(0, (3, 2)))
        ax.annotate(
            label,
            (place, 1),
            (4, -1),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            va="top",
            fontsize=11,
        )
