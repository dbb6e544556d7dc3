"""Drawings for part 1: from text to vectors."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from lib.plots.canvas import SMALL, WIDTH, Canvas
from lib.plots.style import BLUE, GREEN, GREY, INK, OCHRE, PAPER, PLUM, TINTS, VERMILLION


def person_as_vector(countries: int = 197) -> Figure:
    """A person (age, gender, nationality) becomes one row of numbers.

    Args:
        countries: Number of countries, the length of the one-hot part; at least 6 to be drawn.

    Returns:
        The figure.

    Raises:
        ValueError: If there are fewer than 6 countries.
    """
    if countries < 6:
        raise ValueError(f"countries must be at least 6, got {countries}")
    c = Canvas()
    kinds = (
        ("age", "34", BLUE, 45),
        ("gender", "female", GREEN, 125),
        ("nationality", "Algeria", VERMILLION, 265),
    )
    for name, value, colour, x in kinds:
        c.label(x, 12, name, color=INK)
        c.box(x, 38, 66, 26, value, colour=colour)
    numbers = ["34", "1", "0", "0", "1", "0", "0", "…", "0"]
    colours = [BLUE, GREEN] + [VERMILLION] * 7
    w, x0, y0 = 40.0, 20.0, 92.0
    fills = [[PAPER if n in "0…" else TINTS[colour] for n, colour in zip(numbers, colours, strict=True)]]
    c.cells(x0, y0, [numbers], w=w, h=30, fills=fills, size=12)
    for x, column in ((45, 0), (125, 1), (265, 4)):
        c.arrow((x, 52), (x0 + (column + 0.5) * w, y0))
    c.brace(x0, x0 + w, y0 + 34, "number")
    c.brace(x0 + w, x0 + 2 * w, y0 + 34, "0 / 1")
    c.brace(x0 + 2 * w, x0 + 9 * w, y0 + 34, f"one-hot: a single 1 among {countries}")
    c.brace(x0, x0 + 9 * w, y0 + 62, f"one row of 1 + 1 + {countries} = {countries + 2} numbers", size=12)
    return c.done()


def one_hot_lookup(v: int = 6, d: int = 3, i: int = 2) -> Figure:
    """A matrix times a one-hot vector picks one column: the lookup `x_i = P^T e_i`.

    Args:
        v: Size of the vocabulary drawn, at most 8.
        d: Size of the embedding drawn, at most 5.
        i: Number of the word, counted from 0.

    Returns:
        The figure.

    Raises:
        ValueError: If the sizes do not fit on the page or `i` is not below `v`.
    """
    if not (1 <= v <= 8 and 1 <= d <= 5 and 0 <= i < v):
        raise ValueError(f"one_hot_lookup draws v up to 8, d up to 5 and i below v, got v={v}, d={d}, i={i}")
    w, h = 27.0, 24.0
    c = Canvas()
    middle = 28 + v * h / 2
    chosen, plain = TINTS[VERMILLION], PAPER
    fills = [[chosen if j == i else plain for j in range(v)] for _ in range(d)]
    matrix = c.cells(14, middle - d * h / 2, [[""] * v] * d, w=w, h=h, fills=fills)
    one_hot = [[str(int(j == i))] for j in range(v)]
    column = c.cells(
        matrix.right[0] + 34,
        28,
        one_hot,
        w=w,
        h=h,
        fills=[[TINTS[BLUE] if j == i else plain] for j in range(v)],
    )
    result = c.cells(column.right[0] + 42, middle - d * h / 2, [[""]] * d, w=w, h=h, fills=[[chosen]] * d)
    c.label(matrix.right[0] + 17, middle, "×", fontsize=15)
    c.label(column.right[0] + 21, middle, "=", fontsize=15)
    c.label(matrix.x, matrix.top[1] - 13, "$P^T$")
    c.label(matrix.x, matrix.bottom[1] + 13, "$d$ rows, $v$ columns", fontsize=SMALL)
    c.label(column.x, 14, "$e_i$")
    c.label(column.x, column.bottom[1] + 13, "$v$", fontsize=SMALL)
    c.label(result.x, result.top[1] - 13, "$x_i$")
    c.label(result.x, result.bottom[1] + 13, "$d$", fontsize=SMALL)
    c.label(
        (matrix.left[0] + result.right[0]) / 2,
        column.bottom[1] + 38,
        "the 1 picks column $i$ of $P^T$, which is row $i$ of $P$",
    )
    return c.done()


def _tokens(c: Canvas, x: float, y: float, words: Sequence[str], colour: str) -> None:
    """A row of words, each in a box as wide as it needs."""
    for word in words:
        w = 15 + 6.9 * len(word)
        c.box(x + w / 2, y, w, 22, word, colour=colour, size=11.5)
        x += w + 5


def text_to_ids() -> Figure:
    """Two reviews on their way to a batch: text, tokens, ids, padded array.

    Returns:
        The figure.
    """
    c = Canvas()
    sentences = (
        ("A great film!", ["a", "great", "film", "!"], [5, 23, 9, 7]),
        ("Boring…", ["boring", "…"], [61, 14]),
    )
    left = 66.0
    for name, y in (("text", 18), ("tokens", 82), ("ids", 146), ("batch", 222)):
        c.label(0, y, name, ha="left", weight="bold")
    for k, (text, words, ids) in enumerate(sentences):
        x = left + 195 * k
        w = 15 + 6.9 * len(text)
        c.box(x + w / 2, 18, w, 24, text, colour=GREY, fill=PAPER)
        c.arrow((x + 34, 32), (x + 34, 69))
        _tokens(c, x, 82, words, BLUE)
        c.arrow((x + 34, 95), (x + 34, 133))
        _tokens(c, x, 146, [str(n) for n in ids], GREEN)
        c.arrow((x + 34, 159), (left + 75 + 20 * k, 196))
    c.label(left + 42, 50, "tokenise", ha="left", fontsize=SMALL)
    c.label(left + 42, 114, "look up in the dictionary", ha="left", fontsize=SMALL)
    c.label(left + 172, 184, "pad with id 0", ha="left", fontsize=SMALL)
    rows = [["5", "23", "9", "7", "0"], ["61", "14", "0", "0", "0"]]
    fills = [[TINTS[GREY] if n == "0" else TINTS[GREEN] for n in row] for row in rows]
    grid = c.cells(left, 200, rows, w=34, h=24, fills=fills, size=11.5)
    c.label(grid.right[0] + 12, grid.y, "integers of shape\n$(m, T) = (2, 5)$", ha="left", fontsize=11)
    return c.done()


def padding_and_mask() -> Figure:
    """Three sequences of unequal length, padded on the right and on the left, and the mask of each.

    Returns:
        The figure.
    """
    c = Canvas()
    rows = [["8", "3", "5", "9", "2"], ["4", "7"], ["6", "1", "3"]]
    w, h, t = 32.0, 24.0, 5
    for right, x, title in (
        (True, 0.0, "padded after (“post”)"),
        (False, WIDTH - t * w - 2, "padded before (“pre”)"),
    ):
        padded = [row + ["0"] * (t - len(row)) if right else ["0"] * (t - len(row)) + row for row in rows]
        fills = [[TINTS[GREY] if n == "0" else TINTS[GREEN] for n in row] for row in padded]
        c.label(x, 10, title, ha="left")
        ids = c.cells(x, 24, padded, w=w, h=h, fills=fills, size=11.5)
        seen = [[str(int(n != "0")) for n in row] for row in padded]
        fills = [[TINTS[BLUE] if n == "1" else PAPER for n in row] for row in seen]
        c.cells(x, 136, seen, w=w, h=h, fills=fills, size=11.5)
        c.label(x + 2, 225, "mask: 1 where there is a word", ha="left", fontsize=SMALL)
        c.arrow((ids.x, 97), (ids.x, 135), "id ≠ 0", shift=(26, 0), size=11)
    return c.done()


LENGTHS = (9, 2, 7, 3, 8, 2, 10, 4, 3, 9, 2, 8)


def bucketing() -> Figure:
    """The same twelve sequences in batches of four: as they come, and after sorting by length.

    Returns:
        The figure; the numbers of padded steps in it are counted from what is drawn.
    """
    c = Canvas()
    unit, h, gap = 16.0, 12.0, 10.0
    for lengths, x, title in ((LENGTHS, 0.0, "as they come"), (tuple(sorted(LENGTHS)), 218.0, "by length")):
        c.label(x, 10, title, ha="left")
        y, padded = 24.0, 0
        for start in range(0, len(lengths), 4):
            batch = lengths[start : start + 4]
            for length in batch:
                words = [""] * max(batch)
                fills = [[TINTS[GREEN] if t < length else "#c9c9c9" for t in range(len(words))]]
                c.cells(x, y, [words], w=unit, h=h, fills=fills)
                padded += len(words) - length
                y += h
            y += gap
        total = padded + sum(lengths)
        c.label(x, y + 5, f"{padded} of {total} steps are padding", ha="left", fontsize=11)
    return c.done()


def flatten_and_classify(tokens: int = 20, d: int = 8) -> Figure:
    """Logistic regression on the vectors of a fixed number of words laid end to end.

    Args:
        tokens: Number of words kept of each review, at most 24.
        d: Size of the embedding, at most 12.

    Returns:
        The figure.

    Raises:
        ValueError: If the numbers do not fit on the page.
    """
    if not (2 <= tokens <= 24 and 1 <= d <= 12):
        raise ValueError(
            f"flatten_and_classify draws 2 to 24 tokens and d up to 12, got tokens={tokens}, d={d}"
        )
    c = Canvas()
    colours = (BLUE, GREEN, OCHRE, PLUM)
    s = 200 / tokens
    h = min(s, 96 / d)
    fills = [[TINTS[colours[j % 4]] for j in range(tokens)] for _ in range(d)]
    grid = c.cells(40, 28, [[""] * tokens] * d, w=s, h=h, fills=fills)
    c.label(grid.x, 14, f"{tokens} words, a vector of {d} each")
    strip_y, w = grid.bottom[1] + 40, 280 / tokens
    strip = c.cells(0, strip_y, [[""] * tokens], w=w, h=16, fills=[fills[0]])
    c.arrow(grid.bottom, (grid.x, strip_y - 2), "flatten", shift=(28, 0), size=11)
    c.label(strip.x, strip_y + 30, f"{tokens} · {d} = {tokens * d} numbers")
    unit = c.circle(342, strip.y, 19, r"$\sigma$", colour=VERMILLION)
    for k in (0.1, 0.35, 0.65, 0.9):
        c.arrow((strip.right[0] + 2, strip.top[1] + 16 * k), unit.left, head=False, colour=GREY, width=1)
    c.arrow(unit.right, (384, strip.y))
    c.label(393, strip.y, r"$\hat{y}$")
    c.label(
        WIDTH - 2,
        strip_y + 46,
        f"{tokens * d} weights + 1 bias\n= {tokens * d + 1} parameters",
        ha="right",
        fontsize=11,
    )
    return c.done()


def averaging(tokens: int = 9, d: int = 8) -> Figure:
    """Logistic regression on the mean of the words' vectors: the number of words no longer matters.

    Args:
        tokens: Number of words drawn, 2 to 12.
        d: Size of the embedding, at most 12.

    Returns:
        The figure.

    Raises:
        ValueError: If the numbers do not fit on the page.
    """
    if not (2 <= tokens <= 12 and 1 <= d <= 12):
        raise ValueError(f"averaging draws 2 to 12 tokens and d up to 12, got tokens={tokens}, d={d}")
    c = Canvas()
    colours = (BLUE, GREEN, OCHRE, PLUM)
    s, h = 16.0, 96 / d
    fills = [[TINTS[colours[j % 4]] for j in range(tokens)] for _ in range(d)]
    grid = c.cells(0, 42, [[""] * tokens] * d, w=s, h=h, fills=fills)
    c.label(grid.left[0], 27, f"any number of words, a vector of {d} each", ha="left")
    mean = c.cells(grid.right[0] + 70, 42, [[""]] * d, w=s + 4, h=h, fills=[[TINTS[GREY]]] * d)
    c.arrow(grid.right, mean.left, "mean", size=11)
    c.label(mean.x, mean.bottom[1] + 15, f"{d} numbers", fontsize=11)
    unit = c.circle(mean.right[0] + 66, mean.y, 19, r"$\sigma$", colour=VERMILLION)
    for k in range(d):
        c.arrow((mean.right[0] + 2, 42 + (k + 0.5) * h), unit.left, head=False, colour=GREY, width=1)
    c.arrow(unit.right, (unit.right[0] + 24, unit.y))
    c.label(unit.right[0] + 33, unit.y, r"$\hat{y}$")
    words = f"{d} weights + 1 bias\n= {d + 1} parameters"
    c.label(unit.x - 14, mean.bottom[1] + 22, words, fontsize=11, ha="left")
    return c.done()
