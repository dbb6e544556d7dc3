"""Pictures of how often words occur, and of what a dictionary of some size leaves out."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from lib.plots import style
from lib.plots._arguments import axes_for, figure_of, finite_array
from lib.plots.charts import curves, mark_places


def zipf(counts: ArrayLike, words: Mapping[int, str] | None = None, *, ax: Axes | None = None) -> Figure:
    """Frequency against rank on logarithmic scales, with the line that Zipf's law predicts.

    Args:
        counts: How often each word occurs, `(n,)`, in any order.
        words: Words to write at some ranks, `{rank: word}`, rank 1 being the most frequent.
        ax: Panel to draw into; a new figure if None.

    Returns:
        The figure.

    Raises:
        ValueError: If `counts` is not 1-d or has one that is not a whole number of at least 1, or a rank is
            out of range.

    Reference:
        Zipf, G. K. (1949), "Human Behavior and the Principle of Least Effort".
    """
    ordered = np.sort(finite_array("counts", counts, (1,)))[::-1]  # (n,)
    whole = (ordered >= 1) & (ordered % 1 == 0)
    if not whole.all():
        raise ValueError(f"counts must be whole numbers of at least 1, got {ordered[~whole][-1]:g}")
    ranks = np.arange(1, len(ordered) + 1)
    ax = axes_for(ax)
    ax.loglog(ranks, ordered[0] / ranks, color=style.GREY, lw=1.2, ls=(0, (2, 2)), label="first count / rank")
    kept = np.unique(np.geomspace(1, len(ordered), 400).astype(int)) - 1  # dense tails only swell the file
    ax.loglog(ranks[kept], ordered[kept], color=style.BLUE, label="counted")
    for rank, word in (words or {}).items():
        if not 1 <= rank <= len(ordered):
            raise ValueError(f"words has rank {rank}, but there are {len(ordered)} counts")
        ax.plot(rank, ordered[rank - 1], "o", color=style.VERMILLION, markersize=5)
        left = rank > len(ordered) ** 0.15  # room beside the axis
        shift, side = ((-4, -13), "right") if left else ((0, -18), "left")
        at = (rank, ordered[rank - 1])
        ax.annotate(style.plain(word), at, shift, textcoords="offset points", fontsize=11, ha=side)
    ax.set_xlabel("rank of the word")
    ax.set_title("how often it occurs", loc="left")
    ax.grid()
    ax.legend(loc="upper right")
    return figure_of(ax)


def coverage(
    sizes: ArrayLike,
    unknown: Mapping[str, ArrayLike],
    *,
    marks: Mapping[str, float] | None = None,
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
        ValueError: If lengths differ, a size is not positive or a share is not between 0 and 1.
    """
    for label, shares in unknown.items():
        values = finite_array(f"unknown[{label!r}]", shares, (1,))
        if values.min() < 0 or values.max() > 1:
            raise ValueError(f"unknown[{label!r}] must hold shares between 0 and 1, not percent or counts")
    if (wrong := finite_array("sizes", sizes, (1,)).min()) <= 0:
        raise ValueError(f"sizes must be positive, got {wrong:g}")
    ax = axes_for(ax)
    figure = curves(
        unknown, sizes, xlabel="dictionary size", ylabel="share of tokens that are <unk>", log_x=True, ax=ax
    )
    ax.set_ylim(bottom=0)
    ax.yaxis.set_major_formatter(lambda value, _: f"{100 * value:g}%")
    mark_places(ax, marks or {})
    return figure
