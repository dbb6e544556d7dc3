"""Pictures of sentences whose words carry tags."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from lib.plots import style
from lib.plots._arguments import same_length
from lib.text.tags import Span, spans_of

_ROW, _GAP, _PAD = 26.0, 8.0, 5.0  # points: height of a row, room between words, room beside a kind


def tagged_sentence(tokens: Sequence[str], rows: Mapping[str, Sequence[str]]) -> Figure:
    """A sentence, and below its words the entities that one or more taggers see in it.

    Args:
        tokens: The T words.
        rows: For each label the tags, T of them, e.g. the true ones and those of a network. A thin line
            stands for words outside of entities.

    Returns:
        The figure.

    Raises:
        ValueError: If there is no word or no row, a row has not T tags, one of them is none, or the sentence
            is too long for one line.
    """
    if not tokens or not rows:
        raise ValueError("tokens and rows must hold something: a sentence and tags to draw")
    spans = {label: _checked(label, tags, len(tokens)) for label, tags in rows.items()}
    kinds = dict.fromkeys(span.kind for row in spans.values() for span in row)
    colours = {kind: style.PALETTE[i % len(style.PALETTE)] for i, kind in enumerate(kinds)}
    figure, ax = _canvas(height=_ROW * (len(rows) + 1))
    left = max(_width(ax, label) for label in rows) + 2 * _GAP
    edges = _columns(ax, tokens, [span for row in spans.values() for span in row], left)
    if edges[-1][1] > 72 * style.WIDTH:
        raise ValueError(f"the sentence of {len(tokens)} words is too long for one line")
    for token, (start, end) in zip(tokens, edges, strict=True):
        ax.text((start + end) / 2, _ROW / 2, style.plain(token), ha="center", va="center", fontsize=11)
    for i, (label, row) in enumerate(spans.items(), start=1):
        middle = (i + 0.5) * _ROW
        ax.text(0, middle, style.plain(label), va="center", fontsize=11, color=style.GREY)
        ax.plot([edges[0][0], edges[-1][1]], [middle, middle], color=style.PALE, lw=1.5, zorder=0)
        for span in row:
            _draw(ax, span, edges[span.start][0], edges[span.end - 1][1], middle, colours[span.kind])
    return figure


def _checked(label: str, tags: Sequence[str], length: int) -> list[Span]:
    same_length(f"rows[{label!r}]", len(tags), "tokens", length)
    return spans_of(tags)


def _canvas(height: float) -> tuple[Figure, Axes]:
    """An empty figure measured in points, y downwards."""
    figure = style.new_figure(height=height / 72)
    figure.set_layout_engine("none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.axis("off")
    ax.set(xlim=(0, 72 * style.WIDTH), ylim=(height, 0))
    return figure, ax


def _width(ax: Axes, text: str, fontsize: float = 11) -> float:
    drawn = ax.text(0, 0, style.plain(text), fontsize=fontsize)
    width = float(drawn.get_window_extent().width) * 72 / ax.figure.dpi
    drawn.remove()
    return width


def _columns(
    ax: Axes, tokens: Sequence[str], spans: Sequence[Span], left: float
) -> list[tuple[float, float]]:
    """Left and right end of each word's column: as wide as the word, wider where a kind needs the room."""
    widths = [_width(ax, token) for token in tokens]
    for kind, start, end in spans:
        wanted = _width(ax, kind, fontsize=10.5) + 2 * _PAD
        lacking = wanted - sum(widths[start:end]) - _GAP * (end - start - 1)
        for t in range(start, end):
            widths[t] += max(lacking, 0) / (end - start)
    edges, x = [], left
    for width in widths:
        edges.append((x, x + width))
        x += width + _GAP
    return edges


def _draw(ax: Axes, span: Span, start: float, end: float, middle: float, colour: str) -> None:
    box = FancyBboxPatch(
        (start, middle - 8),
        end - start,
        16,
        boxstyle="round,pad=0,rounding_size=4",
        facecolor=style.TINTS[colour],
        edgecolor=colour,
        linewidth=1,
    )
    ax.add_patch(box)
    ax.text((start + end) / 2, middle, style.plain(span.kind), ha="center", va="center", fontsize=10.5)
