"""Pictures of words: in a plane, or in a line with a weight each."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import ArrayLike

from lib.plots import style
from lib.plots._arguments import (
    Array,
    axes_for,
    figure_of,
    finite_array,
    group_names,
    number_array,
    plane_points,
    same_length,
)


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
        ValueError: If `points` is not `(n, 2)` or not finite, or `groups` has another length.
    """
    xy = plane_points("points", points)
    names = group_names(groups, len(xy))
    ax = axes_for(ax, height=4.0)
    _draw_points(ax, xy, names, size=14)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    return figure_of(ax)


def principal_plane(vectors: ArrayLike) -> Array:
    """Projects vectors onto the two directions in which they vary most, for drawing.

    Args:
        vectors: The vectors, `(n, d)` with `d` at least 2.

    Returns:
        Coordinates, `(n, 2)`. Signs are fixed (the largest weight of each direction is positive), so that the
        same vectors always give the same picture.

    Raises:
        ValueError: If `vectors` is not 2-d, has fewer than two columns or a number that is not finite.

    Reference:
        Pearson, K. (1901), "On lines and planes of closest fit to systems of points in space".
    """
    array = finite_array("vectors", vectors, (2,))
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
        ValueError: If `points` is not `(n, 2)` or not finite, or `words` or `groups` has another length.
    """
    xy = plane_points("points", points)
    same_length("words", len(words), "points", len(xy))
    names = group_names(groups, len(xy))
    ax = axes_for(ax, height=4.2)
    colours = _draw_points(ax, xy, names, size=18)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.margins(0.1)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.patch.set_facecolor(style.PALE_PAPER)
    _write_words(ax, xy, words, [style.for_words(colours[name]) for name in names])
    return figure_of(ax)


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
    first, second = plane_points("before", before), plane_points("after", after)
    if first.shape != second.shape:
        raise ValueError(f"before and after must have the same shape, got {first.shape} and {second.shape}")
    axes = style.panels(1, 2, height=3.2)
    for ax, xy, title in zip(axes, (first, second), titles, strict=True):
        embedding_plane(xy, words, groups, ax=ax)
        ax.set_xlabel(title)
    if groups is not None and (legend := axes[1].get_legend()):
        legend.remove()
    return figure_of(axes[0])


def token_weights(
    tokens: Sequence[str],
    weights: ArrayLike,
    *,
    title: str = "",
    signs: tuple[str, str] = ("below zero", "above zero"),
) -> Figure:
    """A text whose words are shaded by a weight: blue for positive, vermillion for negative, white for none.

    Args:
        tokens: The T words.
        weights: One number for each, `(T,)`; the largest in absolute value has the deepest colour. A word
            whose weight is NaN or infinite has none.
        title: Line above the text.
        signs: What a negative and a positive weight mean, for the legend.

    Returns:
        The figure.

    Raises:
        ValueError: If `weights` is not 1-d, holds no finite number or there is not one for each token.
    """
    values = number_array("weights", weights, (1,))
    same_length("weights", len(values), "tokens", len(tokens))
    finite = np.isfinite(values)
    if not finite.any():
        raise ValueError(f"weights of shape {values.shape} holds no finite number")
    scaled = np.where(finite, values, 0) / (np.abs(values[finite]).max() or 1.0)  # (T,), 0 is white
    figure = style.new_figure()
    figure.set_layout_engine("none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.axis("off")
    texts = [
        ax.text(0, 0, style.plain(token), fontsize=12, bbox=_shade(weight))
        for token, weight in zip(tokens, scaled, strict=True)
    ]
    widths = [text.get_window_extent().width * 72 / figure.dpi for text in texts]
    places = _wrapped(widths, room=72 * style.WIDTH - 8)
    first, line = int(bool(title)), 24.0
    height = line * (first + places[-1][1] + 2)  # the last line is the legend
    figure.set_size_inches(style.WIDTH, height / 72)
    ax.set(xlim=(0, 72 * style.WIDTH), ylim=(height, 0))
    for text, (x, row) in zip(texts, places, strict=True):
        text.set_position((x + 4, line * (first + row) + 16))
    ax.text(4, 14, title, fontsize=12)
    shades = [
        Patch(facecolor=_shade(sign)["facecolor"], label=label)
        for sign, label in zip((-1, 1), signs, strict=True)
    ]
    ax.legend(handles=shades, loc="lower left", ncols=2, borderaxespad=0)
    return figure


def _shade(weight: float) -> dict[str, Any]:
    """A box behind a word; `weight` lies between -1 and 1."""
    colour = style.PALE_DIVERGING(0.5 + 0.5 * weight)
    return {"boxstyle": "round,pad=0.2,rounding_size=0.2", "facecolor": colour, "edgecolor": "none"}


def _wrapped(widths: Sequence[float], room: float, space: float = 5.0) -> list[tuple[float, int]]:
    """Where each word begins and in which line, when lines are at most `room` wide."""
    places, x, row = [], 0.0, 0
    for width in widths:
        if x > 0 and x + width > room:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += width + space
    return places


def _draw_points(ax: Axes, xy: Array, names: Sequence[str], size: float) -> dict[str, str]:
    """Draws the points and a legend; returns each group's colour, in order of appearance."""
    colours: dict[str, str] = {}
    drawn = []
    for i, name in enumerate(dict.fromkeys(names)):
        colours[name] = style.PALETTE[i % len(style.PALETTE)]
        chosen = xy[[n == name for n in names]]
        drawn.append(
            ax.scatter(
                chosen[:, 0],
                chosen[:, 1],
                s=size,
                color=colours[name],
                marker=style.MARKERS[i % len(style.MARKERS)],
                linewidths=0,
                rasterized=len(xy) > 500,
            )
        )
    if len(colours) > 1:  # names are given apart: Matplotlib passes over labels that begin with a low line
        ax.legend(
            drawn,
            [style.plain(name) for name in colours],
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=3,
            handletextpad=0.2,
            borderaxespad=0.2,
        )
    return colours


def _write_words(ax: Axes, xy: Array, words: Sequence[str], colours: Sequence[Any]) -> None:
    """Each word takes the place around its point that covers least; three rounds, as the others move too."""
    figure = figure_of(ax)
    figure.draw_without_rendering()
    pixel = figure.dpi / 72
    centres = ax.transData.transform(xy) / pixel  # (n, 2), in points
    frame = np.array(ax.get_window_extent().extents) / pixel  # (4,)
    dots = np.hstack([centres - 3, centres + 3])  # (n, 4): left, bottom, right, top
    texts = [
        ax.annotate(style.plain(word), point, (0, 0), textcoords="offset points", color=colour, fontsize=11)
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
