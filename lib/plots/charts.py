"""Charts: data in, one figure out.

Every chart takes `ax` to draw into a panel of `lib.plots.panels` instead of a figure of its own, and returns
the figure either way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from lib.plots import style

Array = NDArray[Any]


def _array(name: str, values: ArrayLike, ndims: tuple[int, ...]) -> Array:
    """Checks the rank of an argument, so that a mistake is named here and not deep inside Matplotlib."""
    array = np.asarray(values)
    if not (np.issubdtype(array.dtype, np.number) or array.dtype == bool):
        raise ValueError(f"{name} must hold numbers in rows of equal length, got {values!r:.60}")
    if array.ndim not in ndims:
        wanted = " or ".join(f"{n}-d" for n in ndims)
        raise ValueError(f"{name} must be {wanted}, got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} is empty, shape {array.shape}: there is nothing to draw")
    return array.astype(float)


def _same_length(name: str, length: int, other: str, expected: int) -> None:
    if length != expected:
        raise ValueError(f"{name} has {length} entries but {other} has {expected}: give one for each")


def _axes(ax: Axes | None, height: float = style.HEIGHT) -> Axes:
    return style.new_figure(height=height).subplots() if ax is None else ax


def _figure(ax: Axes) -> Figure:
    figure = ax.figure
    assert isinstance(figure, Figure)
    return figure


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
        ValueError: If there is no series, or a series is not 1-d or 2-d or differs in length from `x`.
    """
    if not series:
        raise ValueError("series is empty: give at least one label with its values")
    arrays = {label: np.atleast_2d(_array(f"series[{label!r}]", v, (1, 2))) for label, v in series.items()}
    first, length = next((label, a.shape[1]) for label, a in arrays.items())
    positions = np.arange(1, length + 1) if x is None else _array("x", x, (1,))
    against = f"series[{first!r}]" if x is None else "x"
    for label, values in arrays.items():
        _same_length(f"series[{label!r}]", values.shape[1], against, len(positions))
    ax = _axes(ax)
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
            marker=style.MARKERS[i % len(style.MARKERS)] if points else None,
            markersize=5,
        )
        if len(values) > 1:
            ax.fill_between(positions, values.min(axis=0), values.max(axis=0), color=colour, alpha=0.2, lw=0)
        seen = np.flatnonzero(np.isfinite(middle))
        if len(seen):
            ends.append((positions[seen[-1]], middle[seen[-1]], label, style.for_words(colour)))
    for label, level in (baseline or {}).items():
        ax.axhline(level, color=style.GREY, linewidth=1.2, linestyle=(0, (2, 2)))
        ends.append((float(positions.max()), level, label, style.GREY))
    if not log_x and (positions % 1 == 0).all():
        ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
    ax.set_xlabel(xlabel)
    ax.set_title(ylabel, loc="left")
    _label_ends(ax, ends)
    return _figure(ax)


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
    _figure(ax).draw_without_rendering()
    heights = ax.transData.transform([(x, y) for x, y, *_ in ends])[:, 1] * 72 / _figure(ax).dpi  # points
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
    return _figure(upper)


def accuracy_against(
    x: ArrayLike,
    series: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str = "accuracy",
    chance: float | None = None,
    log_x: bool = False,
    ax: Axes | None = None,
) -> Figure:
    """How well models do as one thing varies: distance, length, number of examples.

    Args:
        x: The values of the thing varied, `(T,)`.
        series: For each model its accuracies, `(T,)` or `(seeds, T)`.
        xlabel: What varies.
        ylabel: What is measured.
        chance: Accuracy of guessing, drawn as a grey line.
        log_x: Whether x is on a logarithmic scale.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: As `curves`.
    """
    baseline = None if chance is None else {"chance": chance}
    return curves(series, x, xlabel=xlabel, ylabel=ylabel, baseline=baseline, log_x=log_x, points=True, ax=ax)


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
    arrays = {label: _array(f"series[{label!r}]", values, (1, 2)) for label, values in series.items()}
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
    runs = {label: np.atleast_1d(_array(f"values[{label!r}]", v, (0, 1))) for label, v in values.items()}
    ax = _axes(ax, height=0.9 + 0.42 * len(runs))
    for i, run in enumerate(runs.values()):
        mean = float(run.mean())
        ax.barh(i, mean, height=0.62, color=style.BLUE, alpha=0.85 if len(run) == 1 else 0.45, lw=0)
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
    ax.set_yticks(range(len(runs)), list(runs))
    ax.invert_yaxis()
    ax.margins(x=0.14)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(xlabel)
    return _figure(ax)


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
        ValueError: If a set of values is not 1-d or is empty.
    """
    sets = values if isinstance(values, Mapping) else {"": values}
    if not sets:
        raise ValueError("values is empty: give at least one set of numbers")
    arrays = {
        label: _array(f"values[{label!r}]" if label else "values", v, (1,)) for label, v in sets.items()
    }
    edges = np.histogram_bin_edges(np.concatenate(list(arrays.values())), bins)
    ax = _axes(ax)
    for i, (label, numbers) in enumerate(arrays.items()):
        counts, _ = np.histogram(numbers, edges)
        colour = style.PALETTE[i % len(style.PALETTE)]
        ax.stairs(counts, edges, fill=True, color=colour, alpha=0.75 if len(arrays) == 1 else 0.3)
        ax.stairs(counts, edges, color=colour, lw=1.6, label=label, ls=style.LINE_STYLES[i % 4])
    for label, place in (marks or {}).items():
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
    if len(arrays) > 1:
        ax.legend()
    ax.grid(axis="y")
    ax.set_xlabel(xlabel)
    ax.set_title(ylabel, loc="left")
    return _figure(ax)


def scatter(
    points: ArrayLike,
    groups: Sequence[str] | None = None,
    *,
    xlabel: str = "",
    ylabel: str = "",
    ax: Axes | None = None,
) -> Figure:
    """Points in the plane, one colour and marker a group; more than 500 are one picture inside the SVG.

    Args:
        points: Coordinates, `(n, 2)`.
        groups: Name of each point's group, n of them.
        xlabel: Label of the first coordinate.
        ylabel: Label of the second coordinate.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If `points` is not `(n, 2)` or `groups` has another length.
    """
    xy = _plane("points", points)
    names = _groups(groups, len(xy))
    ax = _axes(ax, height=4.0)
    _draw_points(ax, xy, names, size=14)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    return _figure(ax)


def _plane(name: str, points: ArrayLike) -> Array:
    xy = _array(name, points, (2,))
    if xy.shape[1] != 2:
        raise ValueError(
            f"{name} must have shape (n, 2), got {xy.shape}: project with lib.plots.principal_plane first"
        )
    return xy


def _groups(groups: Sequence[str] | None, n: int) -> list[str]:
    names = [""] * n if groups is None else [str(g) for g in groups]
    _same_length("groups", len(names), "points", n)
    return names


def _draw_points(ax: Axes, xy: Array, names: Sequence[str], size: float) -> dict[str, str]:
    """Draws the points and a legend; returns each group's colour, in order of appearance."""
    colours: dict[str, str] = {}
    for i, name in enumerate(dict.fromkeys(names)):
        colours[name] = style.PALETTE[i % len(style.PALETTE)]
        chosen = xy[[n == name for n in names]]
        ax.scatter(
            chosen[:, 0],
            chosen[:, 1],
            s=size,
            color=colours[name],
            marker=style.MARKERS[i % len(style.MARKERS)],
            label=name,
            linewidths=0,
            rasterized=len(xy) > 500,
        )
    if len(colours) > 1:
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, handletextpad=0.2, borderaxespad=0.2)
    return colours


def principal_plane(vectors: ArrayLike) -> Array:
    """Projects vectors onto the two directions in which they vary most, for drawing.

    Args:
        vectors: The vectors, `(n, d)` with `d` at least 2.

    Returns:
        Coordinates, `(n, 2)`. Signs are fixed (the largest weight of each direction is positive), so that the
        same vectors always give the same picture.

    Raises:
        ValueError: If `vectors` is not 2-d or has fewer than two columns.

    Reference:
        Pearson, K. (1901), "On lines and planes of closest fit to systems of points in space".
    """
    array = _array("vectors", vectors, (2,))
    if array.shape[1] < 2:
        raise ValueError(f"vectors must have at least 2 columns, got shape {array.shape}")
    centred = array - array.mean(axis=0)  # (n, d)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    if len(directions) < 2:  # a single vector
        return np.zeros((len(array), 2))
    top = directions[:2]  # (2, d)
    signs = np.sign(top[np.arange(2), np.abs(top).argmax(axis=1)])  # (2,)
    return centred @ (top * signs[:, None]).T  # (n, 2)


def embedding_plane(
    points: ArrayLike, words: Sequence[str], groups: Sequence[str] | None = None, *, ax: Axes | None = None
) -> Figure:
    """Words in the plane, each written beside its point where it hides least.

    Args:
        points: Coordinates, `(n, 2)`; `principal_plane` makes them from longer vectors. Up to about 60 words
            stay readable.
        words: The n words.
        groups: Name of each word's group, n of them; a group has a colour and a marker.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If `points` is not `(n, 2)`, or `words` or `groups` has another length.
    """
    xy = _plane("points", points)
    _same_length("words", len(words), "points", len(xy))
    names = _groups(groups, len(xy))
    ax = _axes(ax, height=4.2)
    colours = _draw_points(ax, xy, names, size=18)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.margins(0.1)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.patch.set_facecolor("#f7f7f7")
    _write_words(ax, xy, words, [style.for_words(colours[name]) for name in names])
    return _figure(ax)


def _write_words(ax: Axes, xy: Array, words: Sequence[str], colours: Sequence[Any]) -> None:
    """Each word takes the place around its point that covers least; three rounds, as the others move too."""
    figure = _figure(ax)
    figure.draw_without_rendering()
    pixel = figure.dpi / 72
    centres = ax.transData.transform(xy) / pixel  # (n, 2), in points
    frame = np.array(ax.get_window_extent().extents) / pixel  # (4,)
    dots = np.hstack([centres - 3, centres + 3])  # (n, 4): left, bottom, right, top
    texts = [
        ax.annotate(str(word), point, (0, 0), textcoords="offset points", color=colour, fontsize=11)
        for word, point, colour in zip(words, xy, colours, strict=True)
    ]
    boxes = np.tile(frame[[0, 1, 0, 1]], (len(texts), 1))  # (n, 4), without area until placed
    for _ in range(3):
        for i, text in enumerate(texts):
            extent = text.get_window_extent()
            size = np.array([extent.width, extent.height]) / pixel
            others = np.vstack([np.delete(dots, i, axis=0), np.delete(boxes, i, axis=0)])  # (2n - 2, 4)
            offset = _best_place(centres[i], size, others, frame)
            text.xyann = (float(offset[0]), float(offset[1]))
            boxes[i] = np.concatenate([centres[i] + offset, centres[i] + offset + size])


def _best_place(centre: Array, size: Array, others: Array, frame: Array) -> Array:
    """Where a box near `centre` least overlaps `others` or leaves `frame`: its lower left corner."""
    w, h = size
    gap = 4.0
    near = [(gap, -h / 2), (-w - gap, -h / 2), (-w / 2, gap), (-w / 2, -h - gap)]
    corners = [(x, y) for y in (gap / 2, -h - gap / 2) for x in (gap, -w - gap)]
    far = [(x, y) for y in (0.8 * h, -1.8 * h) for x in (gap, -w - gap, -w / 2)]
    places = np.array(near + corners + far)  # (14, 2)
    low = centre + places  # (14, 2)
    high = low + size
    common = np.minimum(high[:, None], others[:, 2:]) - np.maximum(low[:, None], others[:, :2])  # (14, n, 2)
    overlap = np.clip(common, 0, None).prod(axis=2).sum(axis=1)  # (14,)
    outside = np.clip(frame[:2] - low, 0, None).sum(axis=1) + np.clip(high - frame[2:], 0, None).sum(axis=1)
    cost = overlap + 20 * outside + np.repeat([0.0, 1.0, 12.0], [4, 4, 6])
    return places[int(np.argmin(cost))]


def before_after(
    before: ArrayLike,
    after: ArrayLike,
    words: Sequence[str],
    groups: Sequence[str] | None = None,
    *,
    titles: tuple[str, str] = ("before training", "after training"),
) -> Figure:
    """The same words in two planes, one above the other.

    Args:
        before: Coordinates, `(n, 2)`.
        after: Coordinates of the same words later, `(n, 2)`.
        words: The n words.
        groups: Name of each word's group, n of them.
        titles: Titles of the two planes.

    Returns:
        The figure.

    Raises:
        ValueError: If the two do not have the same shape; else as `embedding_plane`.
    """
    first, second = _plane("before", before), _plane("after", after)
    if first.shape != second.shape:
        raise ValueError(f"before and after must have the same shape, got {first.shape} and {second.shape}")
    axes = style.panels(1, 2, height=3.2)
    for ax, xy, title in zip(axes, (first, second), titles, strict=True):
        embedding_plane(xy, words, groups, ax=ax)
        ax.set_xlabel(title)
    if groups is not None and (legend := axes[1].get_legend()):
        legend.remove()
    return _figure(axes[0])


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
        matrix: The values, `(r, c)`. NaN is left blank.
        rows: r labels, or None for plain indices.
        columns: c labels, or None for plain indices.
        xlabel: What the columns are.
        ylabel: What the rows are.
        number: Format of the number written in each cell, such as `"{:.2f}"`; None for none.
        limits: Least and greatest value of the colour scale; from the data if None.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If `matrix` is not 2-d, or the labels do not fit its shape.
    """
    values = _array("matrix", matrix, (2,))
    r, c = values.shape
    for name, labels, size in (("rows", rows, r), ("columns", columns, c)):
        if labels is not None:
            _same_length(name, len(labels), f"matrix of shape {values.shape}", size)
    ax = _axes(ax, height=float(np.clip(1.0 + min(0.5, 4.2 / c) * r, 1.6, 5.2)))
    low, high = limits or (min(0.0, float(np.nanmin(values))), max(0.0, float(np.nanmax(values))))
    if low < 0:
        reach = max(-low, high)
        kind: dict[str, Any] = {"cmap": style.DIVERGING, "norm": TwoSlopeNorm(0, -reach, reach)}
    else:
        kind = {"cmap": style.SEQUENTIAL, "vmin": low, "vmax": high if high > low else low + 1}
    image = ax.imshow(values, aspect="auto", interpolation="nearest", **kind)
    _ticks(ax, rows, columns)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    if number is not None:
        for (i, j), value in np.ndenumerate(values):
            shade = np.mean(image.cmap(image.norm(value))[:3])
            ink = "white" if shade < 0.55 else style.INK
            ax.text(j, i, number.format(value), ha="center", va="center", fontsize=11, color=ink)
    else:
        bar = _figure(ax).colorbar(image, ax=ax, pad=0.02, aspect=25)
        bar.outline.set_visible(False)
    return _figure(ax)


def _ticks(ax: Axes, rows: Sequence[str] | None, columns: Sequence[str] | None) -> None:
    if rows is not None:
        ax.set_yticks(range(len(rows)), [str(label) for label in rows])
    if columns is not None:
        texts = [str(label) for label in columns]
        slanted = sum(map(len, texts)) > 38  # about what fits under a figure in one line
        ax.set_xticks(
            range(len(texts)), texts, rotation=60 if slanted else 0, ha="right" if slanted else "center"
        )
        if slanted:
            for label in ax.get_xticklabels():
                label.set_rotation_mode("anchor")
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


def zipf(counts: ArrayLike, words: Mapping[int, str] | None = None, *, ax: Axes | None = None) -> Figure:
    """Frequency against rank on logarithmic scales, with the line that Zipf's law predicts.

    Args:
        counts: How often each word occurs, `(n,)`, in any order.
        words: Words to write at some ranks, `{rank: word}`, rank 1 being the most frequent.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If `counts` is not 1-d or has a count below 1, or a rank is out of range.

    Reference:
        Zipf, G. K. (1949), "Human Behavior and the Principle of Least Effort".
    """
    ordered = np.sort(_array("counts", counts, (1,)))[::-1]  # (n,)
    if ordered[-1] <= 0:
        raise ValueError(f"counts must be positive, got {ordered[-1]:g}: leave out words that never occur")
    ranks = np.arange(1, len(ordered) + 1)
    ax = _axes(ax)
    ax.loglog(ranks, ordered[0] / ranks, color=style.GREY, lw=1.2, ls=(0, (2, 2)), label="first count / rank")
    kept = np.unique(np.geomspace(1, len(ordered), 400).astype(int)) - 1  # dense tails only swell the file
    ax.loglog(ranks[kept], ordered[kept], color=style.BLUE, label="counted")
    for rank, word in (words or {}).items():
        if not 1 <= rank <= len(ordered):
            raise ValueError(f"words has rank {rank}, but there are {len(ordered)} counts")
        ax.plot(rank, ordered[rank - 1], "o", color=style.VERMILLION, markersize=5)
        ax.annotate(word, (rank, ordered[rank - 1]), (6, 3), textcoords="offset points", fontsize=11)
    ax.set_xlabel("rank of the word")
    ax.set_title("how often it occurs", loc="left")
    ax.grid()
    ax.legend(loc="upper right")
    return _figure(ax)


def coverage(
    sizes: ArrayLike,
    unknown: Mapping[str, ArrayLike],
    *,
    marks: Mapping[str, int] | None = None,
    ax: Axes | None = None,
) -> Figure:
    """Share of tokens outside the dictionary against the dictionary's size.

    Args:
        sizes: Dictionary sizes, `(n,)`, all positive.
        unknown: For each text the share of its tokens that are unknown, `(n,)`, between 0 and 1.
        marks: Sizes to point out, `{label: size}`.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If lengths differ or a share is not between 0 and 1.
    """
    for label, shares in unknown.items():
        values = _array(f"unknown[{label!r}]", shares, (1,))
        if values.min() < 0 or values.max() > 1:
            raise ValueError(f"unknown[{label!r}] must hold shares between 0 and 1, not percent or counts")
    ax = _axes(ax)
    figure = curves(
        unknown, sizes, xlabel="dictionary size", ylabel="share of tokens that are <unk>", log_x=True, ax=ax
    )
    ax.set_ylim(bottom=0)
    ax.yaxis.set_major_formatter(lambda value, _: f"{100 * value:g}%")
    for label, size in (marks or {}).items():
        ax.axvline(size, color=style.INK, lw=1.2, ls=(0, (3, 2)))
        ax.annotate(
            label,
            (size, 1),
            (4, -1),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            va="top",
            fontsize=11,
        )
    return figure


def token_weights(tokens: Sequence[str], weights: ArrayLike, *, title: str = "") -> Figure:
    """A text whose words are shaded by a weight: blue for positive, vermillion for negative, white for none.

    Args:
        tokens: The T words.
        weights: One number for each, `(T,)`; the largest in absolute value has the deepest colour.
        title: Line above the text.

    Returns:
        The figure.

    Raises:
        ValueError: If `weights` is not 1-d or there is not one for each token.
    """
    values = _array("weights", weights, (1,))
    _same_length("weights", len(values), "tokens", len(tokens))
    figure = style.new_figure(height=1.0)
    figure.set_layout_engine("none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.axis("off")
    norm = TwoSlopeNorm(0, -1, 1)
    scaled = values / (np.abs(values).max() or 1.0)
    x, y, line, space, right = 4.0, 0.0, 24.0, 5.0, 72 * style.WIDTH - 4
    placed = []
    for token, weight in zip(tokens, scaled, strict=True):
        colour = style.DIVERGING(norm(0.75 * weight))
        ink = "white" if np.mean(colour[:3]) < 0.5 else style.INK
        box = {"boxstyle": "round,pad=0.2,rounding_size=0.2", "facecolor": colour, "edgecolor": "none"}
        text = ax.text(0, 0, str(token), fontsize=12, color=ink, bbox=box, va="baseline", parse_math=False)
        width = text.get_window_extent().width * 72 / figure.dpi
        if x + width > right and x > 4.0:
            x, y = 4.0, y + line
        placed.append((text, x, y))
        x += width + space
    height = y + line + (line if title else 0)
    figure.set_size_inches(style.WIDTH, (height + 4) / 72)
    ax.set(xlim=(0, 72 * style.WIDTH), ylim=(-4, height))
    for text, left, down in placed:
        text.set_position((left, y - down + 4))
    if title:
        ax.text(4, y + line + 6, title, fontsize=12)
    return figure


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
    xs, ys, zs = _array("x", x, (1,)), _array("y", y, (1,)), _array("z", z, (2,))
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
        steps = _plane("path", path)
        above.plot(*steps.T, color=style.VERMILLION, marker="o", markersize=3, lw=1.4)
        above.set(xlim=(xs.min(), xs.max()), ylim=(ys.min(), ys.max()))
    return figure
