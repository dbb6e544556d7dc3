"""Drawings for part 2: the simple RNN."""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.figure import Figure

from lib.plots.canvas import SMALL, Canvas, Node
from lib.plots.style import BLUE, GREEN, GREY, INK, ORANGE, PAPER, PURPLE, TINTS, VERMILLION

# One meaning, one colour, in every drawing of the part: input, state, output, loss or gradient.
INPUT, STATE, OUTPUT, LOSS = BLUE, GREEN, ORANGE, VERMILLION


def _node(c: Canvas, x: float, y: float, text: str, colour: str, r: float = 17) -> Node:
    return c.circle(x, y, r, text, fill=TINTS[colour], edge=colour)


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
    c.label(88, y_state, "=", fontsize=20)
    first = c.circle(128, y_state, 17, "$h_0$", fill=PAPER, edge=GREY)
    states = [first]
    for t, place in ((1, 204.0), (2, 280.0), (3, 356.0)):
        x = _node(c, place, y_in, f"$x_{t}$", INPUT)
        h = _node(c, place, y_state, f"$h_{t}$", STATE)
        y = _node(c, place, y_out, rf"$\hat{{y}}_{t}$", OUTPUT)
        c.arrow(x.top, h.bottom, "$W_{hx}$", shift=(20, 0), size=11)
        c.arrow(h.top, y.bottom, "$W_{yh}$", shift=(20, 0), size=11)
        states.append(h)
    _chain(c, states, "$W_{hh}$")
    c.arrow((373, y_state), (398, y_state))
    c.label(34, 214, "rolled", fontsize=11)
    c.label(280, 214, "unrolled: the same three matrices at every step", fontsize=11)
    return c.done()


def three_axes() -> Figure:
    """Layers, time steps and units: three directions that are easy to mix up.

    Returns:
        The figure.
    """
    c = Canvas()
    w, h, dx, dy = 58.0, 58.0, 98.0, 104.0
    boxes: dict[tuple[int, int], Node] = {}
    for layer in (1, 2):
        for t in (1, 2, 3):
            x, y = 76 + dx * (t - 1), 196 - dy * (layer - 1)
            colour = (GREEN, PURPLE)[layer - 1]
            boxes[layer, t] = c.box(x, y, w, h, fill=TINTS[colour], edge=colour, corner=6)
            for unit in range(4):
                c.circle(x + 18, y - 19.5 + 13 * unit, 5, fill=colour, edge=colour)
            c.label(x - 9, y, f"$h_{t}^{{[{layer}]}}$", fontsize=13)
    for t in (1, 2, 3):
        x_in = c.box(76 + dx * (t - 1), 262, 40, 24, f"$x_{t}$", fill=TINTS[INPUT], edge=INPUT)
        c.arrow(x_in.top, boxes[1, t].bottom)
        c.arrow(boxes[1, t].top, boxes[2, t].bottom)
    for layer in (1, 2):
        for t in (1, 2):
            c.arrow(boxes[layer, t].right, boxes[layer, t + 1].left)
    c.arrow(
        (30, 296),
        (336, 296),
        "time steps: one copy of a layer for each word, same weights",
        shift=(0, 12),
        size=11,
    )
    c.arrow((16, 268), (16, 56), width=1.3)
    c.label(6, 144, "layers: each with its own weights", rotation=90, fontsize=11)
    last = boxes[2, 3]
    c.brace(last.x + 11, last.x + 25, last.top[1] - 3, "", below=False)
    c.label(
        last.x + 2, last.top[1] - 20, "units: the numbers in one state ($n_h = 4$)", fontsize=11, ha="right"
    )
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
        states = [
            c.box(x0 + step * t, y, s, s, fill=TINTS[STATE], edge=STATE, corner=3) for t in range(steps)
        ]
        for left, right in pairwise(states):
            c.arrow(left.right, right.left)
        for t, _ in inputs:
            box = c.box(x0 + step * t, y + 29, s, s, fill=TINTS[INPUT], edge=INPUT, corner=3)
            c.arrow(box.top, states[t].bottom)
        for t, _ in outputs:
            box = c.box(x0 + step * t, y - 29, s, s, fill=TINTS[OUTPUT], edge=OUTPUT, corner=3)
            c.arrow(states[t].top, box.bottom)
    return c.done()


def computational_graph() -> Figure:
    """Three steps with a loss each: forward along black arrows, gradients back along dashed ones.

    Returns:
        The figure.
    """
    c = Canvas()
    y_sum, y_loss, y_out, y_state, y_in = 18.0, 74.0, 134.0, 208.0, 282.0
    total = c.box(210, y_sum, 148, 26, "$L = L_1 + L_2 + L_3$", fill=TINTS[LOSS], edge=LOSS)
    states = [c.circle(26, y_state, 17, "$h_0$", fill=PAPER, edge=GREY)]
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
    for left, right in pairwise(states):
        (x0, y0), (x1, _) = left.right, right.left
        c.arrow((x0 - 1, y0 - 5), (x1 + 1, y0 - 5))
        if left is not states[0]:
            c.arrow((x1 + 1, y0 + 5), (x0 - 1, y0 + 5), colour=LOSS, dashed=True)
    c.label(161, y_state + 25, r"$\frac{\partial h_2}{\partial h_1}$", color=LOSS, fontsize=15)
    c.label(261, y_state + 25, r"$\frac{\partial h_3}{\partial h_2}$", color=LOSS, fontsize=15)
    c.arrow((340, y_in - 14), (372, y_in - 14))
    c.label(376, y_in - 14, "forward", ha="left", fontsize=11)
    c.arrow((372, y_in + 6), (340, y_in + 6), colour=LOSS, dashed=True)
    c.label(376, y_in + 6, "gradient", ha="left", fontsize=11)
    return c.done()


def stacked_weights() -> Figure:
    """Two products and a sum are one product: `[W_hh | W_hx]` times `h_{t-1}` over `x_t`.

    Returns:
        The figure.
    """
    c = Canvas()
    y, h = 74.0, 62.0
    both = TINTS[STATE], TINTS[INPUT]
    hh = c.box(31, y, 62, h, "$W_{hh}$", fill=both[0], edge=STATE, corner=0)
    hx = c.box(hh.right[0] + 56, y, 112, h, "$W_{hx}$", fill=both[1], edge=INPUT, corner=0)
    c.label(31, y + h / 2 + 13, "$n_h$", fontsize=11)
    c.label(hx.x, y + h / 2 + 13, "$n_x$", fontsize=11)
    c.label(hh.left[0] - 4, y, "$n_h$", fontsize=11, ha="right")
    c.label(193, y, "×", fontsize=15)
    upper = c.box(226, y - 28, 34, 62, "$h_{t-1}$", fill=both[0], edge=STATE, corner=0, size=11)
    c.box(226, upper.bottom[1] + 56, 34, 112, "$x_t$", fill=both[1], edge=INPUT, corner=0)
    c.label(262, y, "=", fontsize=15)
    c.label(274, y, "$W_{hh} h_{t-1} + W_{hx} x_t$", ha="left")
    c.label(
        190,
        202,
        "with 100 units and 10,000 words: 100 × 100 beside 100 × 10,000 is 100 × 10,100",
        fontsize=SMALL,
    )
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
    colours = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE)
    span = 330.0
    gap = span / len(words)
    places = [gap * (k + 0.5) for k in range(len(words))]
    hidden = [c.circle(span * (k + 0.5) / 6, 92, 11, fill=TINTS[GREY], edge=GREY) for k in range(6)]
    for k, (x, word) in enumerate(zip(places, words, strict=True)):
        colour = colours[k]
        slot = c.box(x, 172, min(gap - 10, 70), 26, str(word), fill=TINTS[colour], edge=colour)
        tag = c.box(x, 16, min(gap - 10, 56), 24, rf"$\hat{{y}}_{k + 1}$", fill=PAPER, edge=INK)
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
    y, r, gap = 66.0, 13.0, 43.0
    states = [_node(c, 16 + gap * t, y, f"$h_{t + 1}$" if t < 9 else "", STATE, r=r) for t in range(9)]
    for t, (left, right) in enumerate(pairwise(states)):
        cut = t % 3 == 2
        c.arrow((left.right[0], y - 4), (right.left[0], y - 4))
        if cut:
            middle = (left.x + right.x) / 2
            c.arrow((middle, y - 40), (middle, y + 44), head=False, dashed=True, colour=GREY)
            c.label(middle, y + 8, "×", color=LOSS, fontsize=14, weight="bold")
        else:
            c.arrow((right.left[0], y + 5), (left.right[0], y + 5), colour=LOSS, dashed=True)
    for k in range(3):
        c.label(16 + gap * (3 * k + 1), y - 34, f"chunk {k + 1}", fontsize=11)
    c.arrow((16, 128), (48, 128))
    c.label(54, 128, "state, carried on", ha="left", fontsize=11)
    c.arrow((232, 128), (200, 128), colour=LOSS, dashed=True)
    c.label(238, 128, "gradient, cut between chunks", ha="left", fontsize=11)
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
        x = 100 + gap * (t + 0.5)
        outputs.append(c.box(x, 14, 40, 24, rf"$\hat{{y}}_{t + 1}$", fill=TINTS[OUTPUT], edge=OUTPUT))
        right.append(_node(c, x + 14, 84, "", PURPLE, r=13))
        left.append(_node(c, x - 14, 138, "", STATE, r=13))
        slot = c.box(x, 196, min(gap - 10, 66), 26, str(word), fill=TINTS[INPUT], edge=INPUT)
        c.arrow((x - 14, slot.top[1]), left[-1].bottom)
        c.arrow((x + 14, slot.top[1]), right[-1].bottom)
        c.arrow(left[-1].top, (x - 14, 26))
        c.arrow(right[-1].top, (x + 14, 26))
    _chain(c, left)
    for first, second in pairwise(right):
        c.arrow(second.left, first.right)
    c.label(0, 84, "from the right", ha="left", fontsize=11, color=PURPLE)
    c.label(0, 138, "from the left", ha="left", fontsize=11, color=STATE)
    return c.done()
