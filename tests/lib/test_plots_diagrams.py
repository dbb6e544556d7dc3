"""Every drawing: small, the same each time, readable on a phone, no text over text or out of its box."""

import inspect
import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

from lib import plots
from lib.plots import canvas
from lib.plots.diagrams import better_networks, course, gates, simple_rnn, text_to_vectors
from tests.lib.figures import DRAWINGS, STRIPS


@pytest.fixture(scope="module")
def drawn():
    return {name: draw() for name, draw in DRAWINGS.items()}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_one_figure_that_pyplot_does_not_hold(name, drawn):
    assert isinstance(drawn[name], Figure)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_small_and_the_same_each_time(name, drawn):
    text = plots.svg(drawn[name])
    assert len(text) < 150_000
    assert plots.svg(DRAWINGS[name]()) == text


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_can_be_read_on_a_phone(name, drawn):
    assert drawn[name].get_size_inches()[0] <= 5.85
    assert min(t.get_fontsize() for t in drawn[name].axes[0].texts) >= canvas.SMALL


def boxes(artists, figure):
    """Left, bottom, right and top of each, in points."""
    return [artist.get_window_extent().extents * 72 / figure.dpi for artist in artists]


def overlap(a, b):
    """How far two boxes reach into each other, in points; negative when they are apart."""
    return min(min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1]))


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_text_lies_over_another(name, drawn):
    figure = drawn[name]
    texts = figure.axes[0].texts
    for (first, a), (second, b) in itertools.combinations(zip(texts, boxes(texts, figure), strict=True), 2):
        assert overlap(a, b) < 1.5, f"{first.get_text()!r} and {second.get_text()!r}"


@pytest.mark.parametrize("name", DRAWINGS)
def test_text_stays_inside_its_box_and_outside_of_others(name, drawn):
    figure = drawn[name]
    ax = figure.axes[0]
    shapes = [p for p in ax.patches if isinstance(p, FancyBboxPatch | Circle | Rectangle)]
    frames = boxes(shapes, figure)
    for text, (x0, y0, x1, y1) in zip(ax.texts, boxes(ax.texts, figure), strict=True):
        touched = [f for f in frames if overlap(f, (x0, y0, x1, y1)) > 1]
        inside = [f for f in touched if f[0] < x0 + 1 and f[1] < y0 + 1 and f[2] > x1 - 1 and f[3] > y1 - 1]
        assert len(inside) == len(touched), text.get_text()


@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_is_cut_off(name, drawn):
    figure = drawn[name]
    width, height = 72 * figure.get_size_inches()
    ax = figure.axes[0]
    for x0, y0, x1, y1 in boxes([*ax.texts, *ax.patches, *ax.lines], figure):
        assert x0 > -1
        assert y0 > -1
        assert x1 < width + 1
        assert y1 < height + 1


def said(figure):
    return " ".join(t.get_text() for t in figure.axes[0].texts)


def public(module):
    found = inspect.getmembers(module, inspect.isfunction)
    return {n: f for n, f in found if f.__module__ == module.__name__ and not n.startswith("_")}


@pytest.mark.parametrize("module", [course, gates, simple_rnn, text_to_vectors], ids=lambda m: m.__name__)
def test_each_drawing_is_documented_and_looked_at_here(module):
    assert set(public(module)) <= set(DRAWINGS)
    assert all("Returns:" in inspect.getdoc(function) for function in public(module).values())


def test_the_numbers_of_the_curriculum_are_in_the_drawings(drawn):
    assert "= 199 numbers" in said(drawn["person_as_vector"])
    assert "= 161 parameters" in said(drawn["flatten_and_classify"])
    assert "= 9 parameters" in said(drawn["averaging"])
    assert "100 × 10,100" in said(drawn["stacked_weights"])


def test_bucketing_counts_what_it_draws(drawn):
    grey = [
        p
        for p in drawn["bucketing"].axes[0].patches
        if p.get_facecolor()[:3] == pytest.approx((0.788,) * 3, abs=0.01)
    ]
    assert len(grey) == 45 + 17
    assert "45 of 112 steps" in said(drawn["bucketing"])
    assert "17 of 84 steps" in said(drawn["bucketing"])


def test_each_mask_is_one_where_there_is_a_word(drawn):
    numbers = [t.get_text() for t in drawn["padding_and_mask"].axes[0].texts if t.get_text().isdigit()]
    assert len(numbers) == 60
    for ids, mask in ((numbers[:15], numbers[15:30]), (numbers[30:45], numbers[45:])):
        assert [str(int(n != "0")) for n in ids] == mask


def test_the_map_names_every_part(drawn):
    parts = [t.get_text()[0] for t in drawn["course_map"].axes[0].texts if t.get_weight() == "bold"]
    assert parts == ["1", "2", "3", "4", "5"]


def numbers(figure):
    """What is written in a drawing, minus signs as Python reads them."""
    return [t.get_text().replace("−", "-") for t in figure.axes[0].texts]


def test_numbers_flow_through_the_gates_as_the_cell_computes_them(drawn):
    assert numbers(drawn["forget_gate"])[3:9] == ["1.20", "1.20", "× 1.00", "-0.80", "-0.40", "× 0.50"]
    assert numbers(drawn["new_memory"])[3:6] == ["1.20", "1.00", "+"]
    assert "2.20" in numbers(drawn["new_memory"])
    shown = numbers(drawn["output_gate"])
    assert shown[3:6] == [f"{np.tanh(1.2):.2f}", f"{np.tanh(1.2):.2f}", "× 1.00"]
    assert shown[-2:] == ["0.00", "× 0.00"]


def test_a_gate_is_drawn_as_wide_open_as_it_is(drawn):
    doors = [
        p
        for p in drawn["forget_gate"].axes[0].patches
        if mpl.colors.to_hex(p.get_facecolor()) == gates.FORGET
    ]
    heights = [p.get_height() for p in doors if isinstance(p, FancyBboxPatch)]
    assert heights == pytest.approx([11, 11, 22, 22])  # none for 1, half for 0.5, whole for 0


def test_strips_are_filled_where_a_gate_is_open(drawn):
    cells = [p for p in drawn["gate_strips"].axes[0].patches if isinstance(p, Rectangle)]
    light = [sum(mpl.colors.to_rgb(p.get_facecolor())) for p in cells]  # 3 of x, then 3 gates of 3 steps
    assert light[:3] == [3, 3, 3]
    for row, values in zip(np.reshape(light[3:], (3, 3)), STRIPS.values(), strict=True):
        assert np.argsort(-row, kind="stable").tolist() == np.argsort(values, kind="stable").tolist()
    assert {"7.5", "-3.0", "0.0", "-2"} <= set(numbers(drawn["gate_strips"]))


REFUSED = {
    "few countries": (lambda: text_to_vectors.person_as_vector(3), "countries must be at least 6, got 3"),
    "wide table": (lambda: text_to_vectors.one_hot_lookup(v=50), "v=50"),
    "no such word": (lambda: text_to_vectors.one_hot_lookup(i=6), "i=6"),
    "many tokens": (lambda: text_to_vectors.flatten_and_classify(tokens=500), "tokens=500"),
    "tall vectors": (lambda: text_to_vectors.averaging(d=300), "d=300"),
    "long sentence": (lambda: simple_rnn.bidirectional(["a"] * 9), "2 to 5 words|2 to 5, got 9"),
    "long sentence, last states": (lambda: better_networks.last_states(["a"] * 6), "2 to 5, got 6"),
    "long sentence, two layers": (lambda: better_networks.stacked_layers(["a"] * 4), "2 to 3, got 4"),
    "many units": (lambda: gates.forget_gate([0.5] * 6, [1] * 6), "c_before has 6 entries"),
    "gate of two": (lambda: gates.input_gate([1], [2]), "i must lie between 0 and 1, got 2 to 2"),
    "negative gate": (lambda: gates.output_gate([1, 2], [-0.5, 1]), "o must lie between 0 and 1"),
    "gates missing": (lambda: gates.forget_gate([1, 2], [1]), "f has 1 entries"),
    "nothing written": (lambda: gates.new_memory([1, 2], [1]), "written has 1 entries"),
    "long time": (lambda: gates.gate_strips({}, {}, [1] * 11, [1] * 11), "memory has 11 entries"),
    "short input": (lambda: gates.gate_strips({"x": [1]}, {}, [1, 2], [1, 2]), "x has 1 entries"),
    "many slots": (lambda: simple_rnn.fixed_window_network(["a"]), "2 to 5, got 1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_argument_is_named(case):
    draw, message = REFUSED[case]
    with pytest.raises(ValueError, match=message):
        draw()
