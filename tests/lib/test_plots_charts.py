"""Every chart: one figure, the same each time, small, readable on a phone, clear about wrong arguments."""

import itertools
import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Text

from lib import plots
from lib.plots import charts, style
from lib.plots.diagrams import simple_rnn
from tests.lib.figures import CHARTS, MATRIX, WORDS, cloud


@pytest.fixture(scope="module")
def drawn():
    return {name: draw() for name, draw in CHARTS.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_one_figure_that_pyplot_does_not_hold(name, drawn):
    assert isinstance(drawn[name], Figure)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_small_and_the_same_each_time(name, drawn):
    text = plots.svg(drawn[name])
    assert len(text) < 150_000
    assert plots.svg(drawn[name]) == text  # drawing moves nothing
    assert plots.svg(CHARTS[name]()) == text


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_can_be_read_on_a_phone(name, drawn):
    assert drawn[name].get_size_inches()[0] <= 5.7
    assert min(t.get_fontsize() for t in drawn[name].findobj(Text)) >= 10.5


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_stays_on_its_page(name, drawn):
    box, (width, height) = drawn[name].get_tightbbox(), drawn[name].get_size_inches()
    assert box.x0 > -0.1
    assert box.y0 > -0.1
    assert box.x1 < width + 0.1
    assert box.y1 < height + 0.1


def test_a_notebook_shows_a_chart_as_svg(drawn):
    assert drawn["curves"]._repr_svg_() == plots.svg(drawn["curves"])


def test_a_figure_that_pyplot_made_is_not_shown_a_second_time():
    figure, ax = plt.subplots()
    assert plots.curves({"a": [1, 2]}, ax=ax) is figure
    assert plt.get_fignums() == []


def test_another_process_draws_the_same():
    code = "from lib import plots; print(plots.svg(plots.embedding_plane([[0, 1], [1, 0]], ['a', 'b'])))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "MPLBACKEND": "agg"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert b"<svg" in runs[0]


REFUSED = {
    "no series": (lambda: plots.curves({}), "series is empty"),
    "3-d series": (lambda: plots.curves({"a": np.zeros((2, 2, 2))}), r"series\['a'\] must be 1-d or 2-d"),
    "text": (lambda: plots.curves({"a": ["x", "y"]}), r"series\['a'\] must hold numbers"),
    "ragged": (lambda: plots.curves({"a": [[1, 2], [3]]}), r"series\['a'\] must hold rows of equal"),
    "nothing": (lambda: plots.curves({"a": []}), r"series\['a'\] is empty"),
    "x too short": (lambda: plots.curves({"a": [1, 2]}, [1]), r"series\['a'\] has 2 entries but x has 1"),
    "unequal": (
        lambda: plots.curves({"a": [1, 2], "b": [1]}),
        r"series\['b'\] has 1 entries but series\['a'\]",
    ),
    "only gaps": (
        lambda: plots.curves({"a": [np.nan, np.inf]}),
        "has no step at which every value is finite",
    ),
    "no metric": (lambda: plots.learning_curves({"loss": [1]}), "history has no 'accuracy'"),
    "negative norm": (lambda: plots.norms_against_lag({"a": [1, -1]}), "negative norm"),
    "no bars": (lambda: plots.bars({}), "values is empty"),
    "2-d bar": (lambda: plots.bars({"a": [[1]]}), r"values\['a'\] must be 0-d or 1-d"),
    "2-d histogram": (lambda: plots.histogram([[1, 2]]), r"values must be 1-d, got shape \(1, 2\)"),
    "no histogram": (lambda: plots.histogram({}), "values is empty"),
    "long vectors": (lambda: plots.scatter(cloud(4, 8)), r"points must have shape \(n, 2\), got \(4, 8\)"),
    "groups": (lambda: plots.scatter(cloud(4), ["a"]), "groups has 1 entries but points has 4"),
    "words": (lambda: plots.embedding_plane(cloud(4), ["a"]), "words has 1 entries but points has 4"),
    "one column": (lambda: plots.principal_plane(cloud(4, 1)), "at least 2 columns"),
    "two shapes": (
        lambda: plots.before_after(cloud(4), cloud(3), WORDS),
        r"same shape, got \(4, 2\) and \(3, 2\)",
    ),
    "flat matrix": (lambda: plots.heat_map([1, 2]), "matrix must be 2-d"),
    "only NaN": (lambda: plots.heat_map([[np.nan, np.inf]]), "holds no finite number"),
    "rows": (
        lambda: plots.heat_map(MATRIX, rows=["x"]),
        r"rows has 1 entries but matrix of shape \(2, 3\) has 2",
    ),
    "columns": (lambda: plots.heat_map(MATRIX, columns=["x"]), "columns has 1 entries"),
    "limits": (lambda: plots.heat_map(MATRIX, limits=(1, 0)), "limits must be"),
    "endless limits": (lambda: plots.heat_map(MATRIX, limits=(0, np.inf)), "limits must be .* finite"),
    "zero count": (lambda: plots.zipf([3, 0]), "counts must be whole numbers of at least 1, got 0"),
    "half a count": (lambda: plots.zipf([3, 0.5]), "counts must be whole numbers of at least 1, got 0.5"),
    "NaN count": (lambda: plots.zipf([3, np.nan]), "counts must hold finite numbers, got nan"),
    "no size": (lambda: plots.coverage([0, 1], {"a": [0.5, 0.2]}), "sizes must be positive, got 0"),
    "NaN share": (lambda: plots.coverage([1], {"a": [np.nan]}), r"unknown\['a'\] must hold finite numbers"),
    "NaN vector": (lambda: plots.principal_plane([[1, 2], [np.nan, 3]]), "vectors must hold finite numbers"),
    "NaN point": (lambda: plots.embedding_plane([[0, np.inf]], ["a"]), "points must hold finite numbers"),
    "NaN in a histogram": (lambda: plots.histogram([1, np.nan]), "values must hold finite numbers"),
    "only NaN weights": (lambda: plots.token_weights(["a"], [np.nan]), "holds no finite number"),
    "rank": (lambda: plots.zipf([3, 1], {3: "x"}), "words has rank 3, but there are 2 counts"),
    "percent": (lambda: plots.coverage([1], {"a": [50]}), "shares between 0 and 1"),
    "weights": (lambda: plots.token_weights(["a"], [1, 2]), "weights has 2 entries but tokens has 1"),
    "z": (lambda: plots.surface([1, 2], [1, 2, 3], np.zeros((2, 3))), r"z must have shape .* \(3, 2\)"),
    "path": (lambda: plots.surface([1, 2], [1, 2], np.zeros((2, 2)), path=[1, 2]), "path must be 2-d"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_argument_is_named(case):
    draw, message = REFUSED[case]
    with pytest.raises(ValueError, match=message):
        draw()


def test_several_runs_are_a_mean_and_a_band():
    ax = plots.curves({"a": [[1, 5], [3, 9]]}).axes[0]
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), [2, 7])
    band = ax.collections[0].get_paths()[0].vertices
    assert {(1, 1), (1, 3), (2, 5), (2, 9)} <= {tuple(point) for point in band}


def test_labels_at_the_ends_do_not_touch():
    figure = plots.curves({f"series {i}": [0, 0.01 * i] for i in range(6)}, baseline={"chance": 0.02})
    figure.draw_without_rendering()
    labels = figure.axes[0].texts
    boxes = sorted((t.get_window_extent().y0, t.get_window_extent().y1) for t in labels)
    assert len(boxes) == 7
    assert all(below[1] <= above[0] + 1 for below, above in itertools.pairwise(boxes))


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=8), st.floats(1, 30))
def test_spread_keeps_order_and_distance(heights, gap):
    wanted = np.array(heights)
    spread = charts._spread(wanted, gap)
    ordered = spread[np.argsort(wanted, kind="stable")]
    assert (np.diff(ordered) >= gap - 1e-6).all()
    assert spread.mean() == pytest.approx(wanted.mean(), abs=1e-6)


def test_spread_leaves_labels_with_room_where_they_are():
    np.testing.assert_allclose(charts._spread(np.array([40.0, 0.0, 20.0]), 14), [40, 0, 20])


def test_norms_start_at_lag_zero_and_leave_out_zeros():
    line = plots.norms_against_lag({"a": [1.0, 0.1, 0.0]}).axes[0].lines[0]
    np.testing.assert_array_equal(line.get_xdata(), [0, 1, 2])
    np.testing.assert_array_equal(line.get_ydata(), [1.0, 0.1, np.nan])


def test_bars_say_their_mean():
    ax = plots.bars({"a": [0.25, 0.75], "b": 1}, number="{:.2f}").axes[0]
    assert [t.get_text() for t in ax.texts] == ["0.50", "1.00"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b"]


def test_histogram_counts_every_value():
    ax = plots.histogram([1, 1, 2, 5], bins=[0, 1.5, 3, 6]).axes[0]
    np.testing.assert_array_equal(ax.patches[0].get_data().values, [2, 1, 1])


def test_principal_plane_keeps_distances_of_what_is_flat():
    flat = cloud(10) @ np.linalg.qr(cloud(5, seed=3))[0].T  # (10, 5), a plane in five dimensions
    seen = plots.principal_plane(flat)
    apart = [np.linalg.norm(v[:, None] - v[None], axis=2) for v in (flat, seen)]
    np.testing.assert_allclose(apart[0], apart[1], atol=1e-9)
    assert seen[:, 0].var() >= seen[:, 1].var()


def test_principal_plane_does_not_depend_on_the_order_of_the_vectors():
    vectors = cloud(30, 6)
    np.testing.assert_allclose(
        plots.principal_plane(vectors[::-1])[::-1], plots.principal_plane(vectors), atol=1e-9
    )


def test_principal_plane_of_one_vector_is_the_origin():
    np.testing.assert_array_equal(plots.principal_plane([[3.0, 4.0, 5.0]]), [[0, 0]])


def overlap(a, b):
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def test_words_in_a_plane_do_not_cover_one_another():
    figure = plots.embedding_plane(cloud(30, seed=5), [f"word{i}" for i in range(30)])
    figure.draw_without_rendering()
    boxes = [t.get_window_extent().extents for t in figure.axes[0].texts]
    assert len(boxes) == 30
    covered = sum(overlap(a, b) for a, b in itertools.combinations(boxes, 2))
    assert covered < 0.02 * sum((b[2] - b[0]) * (b[3] - b[1]) for b in boxes)


def word_texts(figure):
    return [t for t in figure.axes[0].texts if t.get_bbox_patch() is not None]


def test_words_of_a_text_stay_in_order_and_apart():
    figure = plots.token_weights(WORDS * 4, np.zeros(48))
    figure.draw_without_rendering()
    texts = word_texts(figure)
    assert [t.get_text() for t in texts] == WORDS * 4
    places = [t.get_window_extent() for t in texts]
    for left, right in itertools.pairwise(places):
        assert left.x1 <= right.x0 or right.y1 <= left.y0


def test_heat_map_blanks_what_is_not_a_number():
    ax = plots.heat_map(MATRIX, number="{:.0f}").axes[0]
    assert [t.get_text() for t in ax.texts] == ["-1", "0", "2", "0", "1"]


@pytest.mark.parametrize("gap", [np.nan, np.inf, -np.inf])
def test_one_bad_number_blanks_its_own_cell_and_no_other(gap):
    image = plots.heat_map([[1.0, gap, -2.0]]).axes[0].images[0]
    np.testing.assert_array_equal(image.get_array().mask, [[False, True, False]])
    assert image.get_clim() == (-2, 2)


@pytest.mark.parametrize("gap", [np.nan, np.inf, -np.inf])
def test_one_bad_weight_leaves_its_own_word_white_and_no_other(gap):
    grounds = [
        t.get_bbox_patch().get_facecolor() for t in word_texts(plots.token_weights("abc", [1, gap, -2]))
    ]
    sound = [t.get_bbox_patch().get_facecolor() for t in word_texts(plots.token_weights("abc", [1, 0, -2]))]
    assert grounds == sound
    assert len(set(sound)) == 3


def test_a_text_says_what_its_colours_mean():
    ax = plots.token_weights("ab", [1, -1], signs=("worse", "better")).axes[0]
    legend = ax.get_legend()
    assert [t.get_text() for t in legend.get_texts()] == ["worse", "better"]
    worse, better = (patch.get_facecolor() for patch in legend.get_patches())
    assert [t.get_bbox_patch().get_facecolor() for t in word_texts(ax.figure)] == [better, worse]


def test_heat_map_without_labels_counts_rows_in_whole_numbers():
    ax = plots.heat_map(np.eye(3)).axes[0]
    assert all(tick == round(tick) for axis in (ax.xaxis, ax.yaxis) for tick in axis.get_majorticklocs())


@pytest.mark.parametrize(("labels", "slant"), [("abcde", 0), (["Argentina"] * 5, 60)])
def test_heat_map_slants_labels_only_where_they_would_touch(labels, slant):
    ax = plots.heat_map(np.eye(5), columns=labels, number="{:.0f}", ax=plots.panels(2)[0]).axes[0]
    assert {label.get_rotation() for label in ax.get_xticklabels()} == {slant}


def test_a_single_epoch_is_still_seen():
    assert plots.curves({"a": [1.0]}).axes[0].lines[0].get_marker() == "o"


def test_zipf_sorts_and_draws_the_law():
    law, counted = plots.zipf([1, 4, 2]).axes[0].lines
    np.testing.assert_array_equal(counted.get_ydata(), [4, 2, 1])
    np.testing.assert_allclose(law.get_ydata(), [4, 2, 4 / 3])


MONEY = ["$a_$", "$5", "a$b$c", r"\$x$", "_", "$$"]
WITH_WORDS = {
    "embedding_plane": lambda words: plots.embedding_plane(cloud(6), words),
    "zipf": lambda words: plots.zipf(np.arange(6, 0, -1), dict(enumerate(words, 1))),
    "heat_map": lambda words: plots.heat_map(np.eye(6), words, words),
    "token_weights": lambda words: plots.token_weights(words, np.arange(6)),
    "bars": lambda words: plots.bars(dict(zip(words, range(6), strict=True))),
    "groups": lambda words: plots.scatter(cloud(6), words),
    "fixed_window_network": lambda words: simple_rnn.fixed_window_network(words[:4]),
    "bidirectional": lambda words: simple_rnn.bidirectional(words[:4]),
}


@pytest.mark.parametrize("name", WITH_WORDS)
def test_a_word_is_no_mathematics(name):
    figure = WITH_WORDS[name](MONEY)
    plots.svg(figure)  # a mistake in mathematics would be raised here
    seen = [t._preprocess_math(t.get_text()) for t in figure.findobj(Text)]
    assert {(word, False) for word in MONEY[:4]} <= set(seen)


UNDRAWN = ["a\0b", "a\x0bb", "電影", "a\ud800b", "a\uffffb", "a\nb"]


@pytest.mark.parametrize("name", WITH_WORDS)
def test_a_character_that_cannot_be_drawn_breaks_nothing(name, recwarn):
    figure = WITH_WORDS[name](UNDRAWN)
    ET.fromstring(plots.svg(figure).encode())
    seen = {t.get_text() for t in figure.findobj(Text)}
    assert {"a\ufffdb", "\ufffd\ufffd"} <= seen
    assert [str(warning.message) for warning in recwarn] == []


def test_emoji_and_accents_that_the_font_has_are_kept():
    assert style.plain("crème brûlée 😀 ⅓") == "crème brûlée 😀 ⅓"


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
def test_a_label_with_a_control_character_leaves_the_svg_sound():
    ET.fromstring(plots.svg(plots.curves({"a\0b": [1, 2]}, xlabel="c\x0bd", baseline={"e\x1ff": 1})))


def test_a_set_that_begins_with_a_low_line_is_in_the_legend():
    legend = plots.histogram({"_a": [1, 2], "b": [1, 3]}).axes[0].get_legend()
    assert [t.get_text() for t in legend.get_texts()] == ["_a", "b"]


def test_a_group_that_begins_with_a_low_line_is_in_the_legend():
    legend = plots.scatter(cloud(3), ["_a", "b", "_"]).axes[0].get_legend()
    assert [t.get_text() for t in legend.get_texts()] == ["_a", "b", "_"]
    colours = {tuple(handle.get_facecolor()[0]) for handle in legend.legend_handles}
    assert len(colours) == 3


def test_a_tagged_sentence_names_what_it_cannot_draw() -> None:
    words = ["Teddy", "sang", "."]
    with pytest.raises(ValueError, match=r"rows\['true'\] has 2 entries but tokens has 3"):
        plots.tagged_sentence(words, {"true": ["O", "O"]})
    with pytest.raises(ValueError, match="200 words is too long for one line"):
        plots.tagged_sentence(["word"] * 200, {"true": ["O"] * 200})
    with pytest.raises(ValueError, match="must hold something"):
        plots.tagged_sentence(words, {})


def test_an_entity_has_room_for_its_kind() -> None:
    """A short word may carry a long kind: no two kinds lie over one another."""
    figure = plots.tagged_sentence(["A", "B"], {"true": ["B-creative-work", "B-corporation"]})
    figure.draw_without_rendering()
    boxes = [patch.get_window_extent() for patch in figure.axes[0].patches]
    kinds = [text.get_window_extent() for text in figure.axes[0].texts[3:]]  # after two words and a label
    assert len(boxes) == len(kinds) == 2
    assert boxes[0].x1 < boxes[1].x0
    assert all(box.x0 <= kind.x0 and kind.x1 <= box.x1 for box, kind in zip(boxes, kinds, strict=True))
