"""Drawings for part 2: the simple RNN."""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from lib.plots.canvas import Canvas, Node
from lib.plots.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    OCHRE,
    PALE_SEQUENTIAL,
    PAPER,
    PLUM,
    VERMILLION,
    for_words,
    plain,
)

# One meaning, one colour, in every drawing of the part: input, state, output, loss or gradient.
INPUT, STATE, OUTPUT, LOSS = BLUE, GREEN, OCHRE, VERMILLION
AXIS = for_words(VERMILLION)


def _node(c: Canvas, x: float, y: float, text: str, colour: str, r: float = 17) -> Node:
    return c.circle(x, y, r, text, colour=colour)


def _chain(c: Canvas, states: Sequence[Node], text: str = "", colour: str = INK) -> None:
    for left, right in pairwise(states):
        c.arrow(left.right, right.left, text, colour=colour, size=11)


def unrolled_rnn() -> Figure:
    """A simple RNN twice: as a loop, and unrolled over three steps that share their weights.

    Returns:
        The figure.
    """
    c = Canvas()
    y_out, y_state, y_in = 36.0, 108.0, 180.0
    x = _node(c, 34, y_in, "$x_t$", INPUT)
    h = _node(c, 34, y_state, "$h_t$", STATE)
    y = _node(c, 34, y_out, r"$\hat{y}_t$", OUTPUT)
    c.arrow(x.top, h.bottom, "$W_{hx}$", shift=(20, 0), size=11)
    c.arrow(h.top, y.bottom, "$W_{yh}$", shift=(20, 0), size=11)
    c.path([h.left, (-2, y_state), (-2, y_state - 34), (26, y_state - 34), (30, y_state - 17)])
    c.label(-2, y_state - 45, "$W_{hh}$", fontsize=11)
    c.label(80, y_state, "=", fontsize=20)
    first = c.circle(114, y_state, 17, "$h_0$", colour=GREY, fill=PAPER)
    states = [first]
    for t, place in ((1, 186.0), (2, 258.0), (3, 330.0)):
        x = _node(c, place, y_in, f"$x_{t}$", INPUT)
        h = _node(c, place, y_state, f"$h_{t}$", STATE)
        y = _node(c, place, y_out, rf"$\hat{{y}}_{t}$", OUTPUT)
        c.arrow(x.top, h.bottom, "$W_{hx}$", shift=(20, 0), size=11)
        c.arrow(h.top, y.bottom, "$W_{yh}$", shift=(20, 0), size=11)
        states.append(h)
    _chain(c, states, "$W_{hh}$")
    c.arrow((347, y_state), (370, y_state))
    c.label(34, 214, "rolled", fontsize=11)
    c.label(240, 214, "unrolled: the same matrices at every step", fontsize=11)
    return c.done()


def last_or_all_states() -> Figure:
    """Two ways to answer about a whole text: from the last state, or from all states side by side.

    Returns:
        The figure.
    """
    c = Canvas()
    y_in, y_state, y_out = 170.0, 104.0, 34.0
    for left, title in ((0.0, "last state"), (215.0, "all states")):
        states = []
        for i, word in enumerate(("not", "bad", "!")):
            place = left + 22 + 62 * i
            x = c.box(place, y_in, 48, 24, word, colour=INPUT)
            states.append(_node(c, place, y_state, f"$h_{i + 1}$", STATE))
            c.arrow(x.top, states[-1].bottom)
        _chain(c, states)
        read = states[-1:] if title == "last state" else states
        answer = _node(c, states[len(states) - len(read) // 2 - 1].top[0], y_out, r"$\hat{y}$", OUTPUT)
        for state in read:
            c.arrow(state.top, answer.bottom)
        c.label(left + 84, 206, title, fontsize=11)
    return c.done()


def three_axes() -> Figure:
    """Layers, time steps and units: three directions that are easy to mix up.

    Returns:
        The figure.
    """
    c = Canvas()
    w, h, dx, dy = 58.0, 58.0, 92.0, 104.0
    boxes: dict[tuple[int, int], Node] = {}
    for layer in (1, 2):
        for t in (1, 2, 3):
            x, y = 76 + dx * (t - 1), 196 - dy * (layer - 1)
            colour = (GREEN, PLUM)[layer - 1]
            boxes[layer, t] = c.box(x, y, w, h, colour=colour, corner=6)
            for unit in range(4):
                c.circle(x + 18, y - 19.5 + 13 * unit, 5, colour=colour, fill=colour)
            c.label(x - 9, y, f"$h_{t}^{{[{layer}]}}$", fontsize=13)
    for t in (1, 2, 3):
        x_in = c.box(76 + dx * (t - 1), 262, 40, 24, f"$x_{t}$", colour=INPUT)
        c.arrow(x_in.top, boxes[1, t].bottom)
        c.arrow(boxes[1, t].top, boxes[2, t].bottom)
    for layer in (1, 2):
        for t in (1, 2):
            c.arrow(boxes[layer, t].right, boxes[layer, t + 1].left)
    words = "time steps: the same weights at each"
    c.arrow((30, 296), (326, 296), words, colour=AXIS, width=2, shift=(0, 12), size=11.5)
    c.arrow((16, 280), (16, 56), colour=AXIS, width=2)
    c.label(4, 168, "layers: each with its own weights", rotation=90, fontsize=11.5, color=AXIS)
    x, y = boxes[2, 3].right
    c.arrow((x + 9, y + 27), (x + 9, y - 27), colour=AXIS, width=2)
    c.label(x + 17, y, "units: the\n$n_h = 4$ numbers\nof one state", fontsize=11.5, ha="left", color=AXIS)
    return c.done()


SHAPES = (
    ("one to one", "a feature row → a price", 1, ((0, 0),), ((0, 0),)),
    ("one to many", "a style → music", 4, ((0, 0),), tuple((t, t) for t in range(4))),
    ("many to one", "a review → its stars", 4, tuple((t, t) for t in range(4)), ((3, 3),)),
    (
        "many to many, aligned",
        "words → entity tags",
        4,
        tuple((t, t) for t in range(4)),
        tuple((t, t) for t in range(4)),
    ),
    (
        "many to many, not aligned",
        "a sentence → its translation",
        6,
        tuple((t, t) for t in range(3)),
        tuple((t, t) for t in range(3, 6)),
    ),
)


def task_shapes() -> Figure:
    """Five shapes of task: which steps take an input and which give an output.

    Returns:
        The figure.
    """
    c = Canvas()
    step, s = 27.0, 15.0
    for k, (title, example, steps, inputs, outputs) in enumerate(SHAPES):
        y = 40 + 92 * k
        c.label(0, y - 10, title, ha="left", weight="bold")
        c.label(0, y + 10, example, ha="left", fontsize=11)
        x0 = 236.0
        states = [c.box(x0 + step * t, y, s, s, colour=STATE, corner=3) for t in range(steps)]
        for left, right in pairwise(states):
            c.arrow(left.right, right.left)
        for t, _ in inputs:
            box = c.box(x0 + step * t, y + 29, s, s, colour=INPUT, corner=3)
            c.arrow(box.top, states[t].bottom)
        for t, _ in outputs:
            box = c.box(x0 + step * t, y - 29, s, s, colour=OUTPUT, corner=3)
            c.arrow(states[t].top, box.bottom)
        if k == 0:
            for text, shift in (("output", -29), ("state", 0), ("input", 29)):
                c.label(x0 + 16, y + shift, text, ha="left", fontsize=11)
    return c.done()


def computational_graph() -> Figure:
    """Three steps with a loss each: forward along black arrows, gradients back along dashed ones.

    Returns:
        The figure.
    """
    c = Canvas()
    y_sum, y_loss, y_out, y_state, y_in = 18.0, 74.0, 134.0, 208.0, 282.0
    total = c.box(210, y_sum, 148, 26, "$L = L_1 + L_2 + L_3$", colour=LOSS)
    states = [c.circle(26, y_state, 17, "$h_0$", colour=GREY, fill=PAPER)]
    for t, x in ((1, 110.0), (2, 210.0), (3, 310.0)):
        x_in = _node(c, x, y_in, f"$x_{t}$", INPUT)
        h = _node(c, x, y_state, f"$h_{t}$", STATE)
        y = _node(c, x, y_out, rf"$\hat{{y}}_{t}$", OUTPUT)
        loss = _node(c, x, y_loss, f"$L_{t}$", LOSS)
        c.arrow((x - 5, x_in.top[1] + 1), (x - 5, h.bottom[1] - 1))
        for lower, upper in ((h, y), (y, loss)):
            c.arrow((x - 5, lower.top[1] + 1), (x - 5, upper.bottom[1] - 1))
            c.arrow((x + 5, upper.bottom[1] - 1), (x + 5, lower.top[1] + 1), colour=LOSS, dashed=True)
        end = (total.x + 0.45 * (x - 210), total.bottom[1])
        c.arrow((x - 4, loss.top[1]), (end[0] - 4, end[1]))
        c.arrow((end[0] + 4, end[1]), (x + 4, loss.top[1]), colour=LOSS, dashed=True)
        states.append(h)
    c.arrow(states[0].right, states[1].left)
    for left, right in pairwise(states[1:]):
        (x0, y0), (x1, _) = left.right, right.left
        c.arrow((x0 - 1, y0 - 5), (x1 + 1, y0 - 5), "$W_{hh}$", shift=(0, -10), size=11)
        c.arrow((x1 + 1, y0 + 5), (x0 - 1, y0 + 5), colour=LOSS, dashed=True)
    for t in (1, 2):
        back = rf"$\frac{{\partial h_{t + 1}}}{{\partial h_{t}}}$"
        c.label(60 + 100 * t, y_state + 27, back, color=LOSS, fontsize=17)
    c.arrow((9, y_sum - 4), (43, y_sum - 4))
    c.label(26, y_sum + 12, "forward", fontsize=11)
    c.arrow((43, y_sum + 36), (9, y_sum + 36), colour=LOSS, dashed=True)
    c.label(26, y_sum + 52, "gradient", fontsize=11)
    return c.done()


def three_rules(values: Sequence[float], gradients: Sequence[float]) -> Figure:
    """How a sum, a maximum and a product hand a gradient back, in `(a + b) * max(c, d)`.

    Args:
        values: What flows forward along the arrows from a, b, c, d, the sum, the maximum and the product.
        gradients: What comes back along each of them.

    Returns:
        The figure.

    Raises:
        ValueError: If there are not seven of both.
    """
    c = Canvas()
    places = {"a": (0, 0), "b": (0, 64), "c": (0, 128), "d": (0, 192)}
    places |= {"+": (112, 32), "max": (112, 160), "×": (224, 96), "L": (330, 96)}
    nodes = {name: c.circle(x, y, 17, name) for name, (x, y) in places.items()}
    edges = (("a", "+"), ("b", "+"), ("c", "max"), ("d", "max"), ("+", "×"), ("max", "×"), ("×", "L"))
    for (start, end), value, back in zip(edges, values, gradients, strict=True):
        (x0, y0), (x1, y1) = nodes[start].right, nodes[end].left
        c.arrow((x0, y0), (x1, y1))
        for number, colour, shift in ((value, INK, -11), (back, AXIS, 13)):
            c.label(0.7 * x0 + 0.3 * x1, 0.7 * y0 + 0.3 * y1 + shift, f"{number:g}", color=colour)
    return c.done()


def stacked_weights() -> Figure:
    """Two products and a sum are one product: `[W_hh | W_hx]` times `h_{t-1}` over `x_t`.

    Returns:
        The figure.
    """
    c = Canvas()
    y, n_h, n_x = 74.0, 62.0, 124.0
    c.box(n_h / 2, y, n_h, n_h, "$W_{hh}$", corner=0, colour=STATE)
    c.box(n_h + n_x / 2, y, n_x, n_h, "$W_{hx}$", corner=0, colour=INPUT)
    c.label(n_h / 2, y - 44, "$n_h$", fontsize=11)
    c.label(n_h + n_x / 2, y - 44, "$n_x$", fontsize=11)
    c.label(-6, y, "$n_h$", fontsize=11, ha="right")
    c.label(206, y, "×", fontsize=15)
    x, top = 248.0, y - n_h / 2
    c.box(x, top + n_h / 2, 42, n_h, "$h_{t-1}$", corner=0, colour=STATE)
    c.box(x, top + n_h + n_x / 2, 42, n_x, "$x_t$", corner=0, colour=INPUT)
    c.label(x + 28, top + n_h / 2, "$n_h$", fontsize=11, ha="left")
    c.label(x + 28, top + n_h + n_x / 2, "$n_x$", fontsize=11, ha="left")
    c.label(n_h + 22, y + 70, "$= W_{hh} h_{t-1} + W_{hx} x_t$", fontsize=13)
    sizes = "100 units, 10,000 words:\n100 × 100 and 100 × 10,000\nmake 100 × 10,100"
    c.label(0, y + 122, sizes, fontsize=11, ha="left", linespacing=1.35)
    return c.done()


def fixed_window_network(words: Sequence[str] = ("Harry", "met", "Ron", "…")) -> Figure:
    """A dense network over a fixed number of slots: each slot has weights of its own.

    Args:
        words: What stands in the slots, 2 to 5 words.

    Returns:
        The figure.

    Raises:
        ValueError: If there are not 2 to 5 words.
    """
    if not 2 <= len(words) <= 5:
        raise ValueError(f"words must be 2 to 5, got {len(words)}")
    c = Canvas()
    colours = (BLUE, VERMILLION, GREEN, PLUM, OCHRE)
    span = 330.0
    gap = span / len(words)
    places = [gap * (k + 0.5) for k in range(len(words))]
    hidden = [c.circle(span * (k + 0.5) / 6, 92, 11, colour=GREY) for k in range(6)]
    for k, (x, word) in enumerate(zip(places, words, strict=True)):
        colour = colours[k]
        slot = c.box(x, 172, min(gap - 10, 70), 26, plain(word), colour=colour)
        tag = c.box(x, 16, min(gap - 10, 56), 24, rf"$\hat{{y}}_{k + 1}$", colour=INK, fill=PAPER)
        for node in hidden:
            c.arrow(slot.top, node.bottom, head=False, colour=colour, width=1)
            c.arrow(node.top, tag.bottom, head=False, colour=GREY, width=0.7)
        c.label(x, 197, f"slot {k + 1}", fontsize=11)
    c.label(span + 8, 132, "weights of\ntheir own\nfor each slot", ha="left", fontsize=11)
    return c.done()


def elman_jordan() -> Figure:
    """What is fed back: the state (Elman) or the output (Jordan).

    Returns:
        The figure.
    """
    c = Canvas()
    for x0, title, fed in ((50.0, "Elman", "state"), (270.0, "Jordan", "output")):
        c.label(x0 + 44, 10, title, weight="bold")
        for k, t in enumerate(("t-1", "t")):
            x = x0 + 92 * k
            x_in = _node(c, x, 190, f"$x_{{{t}}}$", INPUT, r=20)
            h = _node(c, x, 120, f"$h_{{{t}}}$", STATE, r=20)
            y = _node(c, x, 50, rf"$\hat{{y}}_{{{t}}}$", OUTPUT, r=20)
            c.arrow(x_in.top, h.bottom)
            c.arrow(h.top, y.bottom)
            if k == 0:
                start = h.right if fed == "state" else (y.x + 15, y.y + 14)
        end = (x0 + 72, 120.0) if fed == "state" else (x0 + 77, 107.0)
        c.arrow(start, end, colour=VERMILLION, width=2)
        c.label(x0 + 44, 222, f"the {fed} comes back", fontsize=11)
    return c.done()


def truncated_bptt() -> Figure:
    """Truncated backpropagation: the state is carried across chunks, the gradient is not.

    Returns:
        The figure.
    """
    c = Canvas()
    y, r, gap = 60.0, 14.0, 50.0
    states = [_node(c, gap * t, y, f"$h_{t + 1}$", STATE, r=r) for t in range(8)]
    for t, (left, right) in enumerate(pairwise(states)):
        (x0, _), (x1, _) = left.right, right.left
        c.arrow((x0 - 1, y - 5), (x1 + 1, y - 5))
        if t == 3:
            middle = (x0 + x1) / 2
            c.arrow((middle, y - 44), (middle, y + 40), head=False, dashed=True, colour=GREY)
            c.label(middle, y + 6, "×", color=LOSS, fontsize=17, weight="bold", zorder=5)
        else:
            c.arrow((x1 + 1, y + 5), (x0 - 1, y + 5), colour=LOSS, dashed=True)
    for k, text in enumerate(("chunk 1", "chunk 2")):
        c.label(gap * (4 * k + 1.5), y - 34, text, fontsize=11.5)
    c.arrow((-12, 120), (20, 120))
    c.label(26, 120, "state, carried on", ha="left", fontsize=11)
    c.arrow((196, 120), (164, 120), colour=LOSS, dashed=True)
    c.label(202, 120, "gradient, cut between chunks", ha="left", fontsize=11)
    return c.done()


def shrinking_gradient(factor: float = 0.6) -> Figure:
    """Six states, each paler by one more factor on the way back from the last.

    Args:
        factor: What each step multiplies by, between 0 and 1.

    Returns:
        The figure.
    """
    c = Canvas()
    for i in range(6):
        left_over = factor ** (5 - i)
        shade = to_hex(PALE_SEQUENTIAL(left_over))
        c.circle(70 * i, 0, 18, f"$h_{{{95 + i}}}$", colour=BLUE, fill=shade)
        c.label(70 * i, 36, f"{left_over:.2g}")
        if i:
            start, end = (70 * i - 16, -9), (70 * i - 54, -9)
            c.arrow(start, end, f"× {factor:g}", bend=0.35, dashed=True, shift=(0, -16))
    return c.done()


def bidirectional(words: Sequence[str] = ("Teddy", "bears", "are", "cute")) -> Figure:
    """Two networks, one from each side; their states at a word are laid side by side.

    Args:
        words: The sentence, 2 to 5 words.

    Returns:
        The figure.

    Raises:
        ValueError: If there are not 2 to 5 words.
    """
    if not 2 <= len(words) <= 5:
        raise ValueError(f"words must be 2 to 5, got {len(words)}")
    c = Canvas()
    gap = 320 / len(words)
    left, right, outputs = [], [], []
    for t, word in enumerate(words):
        x = 54 + gap * (t + 0.5)
        outputs.append(c.box(x, 14, 40, 24, rf"$\hat{{y}}_{t + 1}$", colour=OUTPUT))
        right.append(_node(c, x + 14, 84, "", PLUM, r=13))
        left.append(_node(c, x - 14, 138, "", STATE, r=13))
        slot = c.box(x, 196, min(gap - 10, 66), 26, plain(word), colour=INPUT)
        c.arrow((x - 14, slot.top[1]), left[-1].bottom)
        c.arrow((x + 14, slot.top[1]), right[-1].bottom)
        c.arrow(left[-1].top, (x - 14, 26))
        c.arrow(right[-1].top, (x + 14, 26))
    _chain(c, left)
    for first, second in pairwise(right):
        c.arrow(second.left, first.right)
    c.label(0, 84, "from\nthe right", ha="left", fontsize=11, color=for_words(PLUM))
    c.label(0, 138, "from\nthe left", ha="left", fontsize=11, color=for_words(STATE))
    return c.done()
