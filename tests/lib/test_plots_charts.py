"""Every chart: one figure, the same each time, small, readable on a phone, clear about wrong arguments."""

import itertools
import os
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Text

from lib import plots
from lib.plots import charts

EPOCHS = np.arange(1, 31)
WORDS = ["good", "great", "fine", "best", "bad", "awful", "dull", "worst", "the", "a", "of", "film"]
GROUPS = ["positive"] * 4 + ["negative"] * 4 + ["other"] * 4
MATRIX = [[-1.0, 0.5, 2.0], [0.0, np.nan, 1.0]]


def cloud(n, d=2, seed=0):
    return np.random.default_rng(seed).normal(size=(n, d))


def falling(steps, seeds=3):
    return np.exp(-0.2 * np.arange(steps) + 0.3 * np.random.default_rng(1).normal(size=(seeds, steps)))


HISTORY = {
    "loss": 1 / EPOCHS,
    "val_loss": 0.4 + 1 / EPOCHS,
    "accuracy": 1 - 0.4 / EPOCHS,
    "val_accuracy": 0.8 - 0.2 / EPOCHS,
}
SIZES = [100, 1000, 10_000]

CHARTS = {
    "curves": lambda: plots.curves({"training": 1 / EPOCHS, "validation": 0.4 + 1 / EPOCHS}, ylabel="loss"),
    "curves with seeds": lambda: plots.curves(
        {f"run {i}": cloud(3, 20, i) + i for i in range(6)}, points=True
    ),
    "learning_curves": lambda: plots.learning_curves(HISTORY, baseline={"majority": 0.5}),
    "curves on a log scale": lambda: plots.curves(
        {"RNN": [0.9, 0.7, 0.5]}, [1, 10, 100], xlabel="distance", baseline={"chance": 0.5}, log_x=True
    ),
    "norms_against_lag": lambda: plots.norms_against_lag({"RNN": falling(100), "LSTM": falling(100, 1)[0]}),
    "bars": lambda: plots.bars(
        {"majority": 0.5, "bag of words": [0.86, 0.88, 0.87]}, xlabel="accuracy", baseline={"chance": 0.5}
    ),
    "histogram": lambda: plots.histogram(cloud(5000)[:, 0], xlabel="tokens", marks={"w = 1": 1}),
    "histogram of two": lambda: plots.histogram({"a": cloud(900)[:, 0], "b": cloud(900)[:, 1]}),
    "scatter of many": lambda: plots.scatter(cloud(20_000), ["a", "b"] * 10_000, xlabel="first"),
    "embedding_plane": lambda: plots.embedding_plane(cloud(12), WORDS, GROUPS),
    "before_after": lambda: plots.before_after(cloud(12), cloud(12, seed=1), WORDS, GROUPS),
    "heat_map": lambda: plots.heat_map(cloud(8, 20), columns=["word"] * 20, ylabel="unit"),
    "heat_map with numbers": lambda: plots.heat_map(
        MATRIX, ["x", "y"], ["cat", "dog", "fish"], number="{:.1f}"
    ),
    "zipf": lambda: plots.zipf(1 + 10**6 // np.arange(1, 50_000), {1: "the", 100: "actor"}),
    "coverage": lambda: plots.coverage(SIZES, {"test": [0.5, 0.2, 0.1]}, marks={"10,000": 10_000}),
    "token_weights": lambda: plots.token_weights(WORDS * 3, np.linspace(-1, 1, 36), title="$5 is text"),
    "surface": lambda: plots.surface(
        EPOCHS, EPOCHS, np.tanh(EPOCHS - EPOCHS[:, None]), xlabel="w", ylabel="b", path=[[0, 0], [9, 9]]
    ),
}


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
    "only NaN": (lambda: plots.heat_map([[np.nan]]), "holds no number"),
    "rows": (
        lambda: plots.heat_map(MATRIX, rows=["x"]),
        r"rows has 1 entries but matrix of shape \(2, 3\) has 2",
    ),
    "columns": (lambda: plots.heat_map(MATRIX, columns=["x"]), "columns has 1 entries"),
    "limits": (lambda: plots.heat_map(MATRIX, limits=(1, 0)), "limits must be"),
    "zero count": (lambda: plots.zipf([3, 0]), "counts must be positive"),
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


def test_words_of_a_text_stay_in_order_and_apart():
    figure = plots.token_weights(WORDS * 4, np.zeros(48))
    figure.draw_without_rendering()
    texts = figure.axes[0].texts
    assert [t.get_text() for t in texts] == WORDS * 4
    places = [t.get_window_extent() for t in texts]
    for left, right in itertools.pairwise(places):
        assert left.x1 <= right.x0 or right.y1 <= left.y0


def test_heat_map_blanks_what_is_not_a_number():
    ax = plots.heat_map(MATRIX, number="{:.0f}").axes[0]
    assert [t.get_text() for t in ax.texts] == ["-1", "0", "2", "0", "1"]


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
