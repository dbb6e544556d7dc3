"""What every recurrent cell must do, written once; a new cell adds a line to CELLS.

Runs on the backend that KERAS_BACKEND names; the tests run it on TensorFlow and on JAX.
"""

import doctest
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import ModuleType

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keras import ops

from lib.autodiff import gradient
from lib.gradients import jacobian_norms
from lib.layers import GRUCell, LSTMCell, SimpleRNNCell
from lib.reference import gru, lstm, simple_rnn

N_X, N_H = 3, 4
# JAX compiles every call anew.
EXAMPLES = 3 if keras.config.backend() == "jax" else 10


@dataclass(frozen=True)
class Cell:
    """A cell of ours, the Keras layer that it must equal, and its NumPy reference."""

    name: str
    cell: Callable[..., keras.Layer]
    keras_layer: Callable[..., keras.layers.RNN]
    reference: ModuleType


CELLS = [
    Cell("simple_rnn", SimpleRNNCell, keras.layers.SimpleRNN, simple_rnn),
    Cell("lstm", LSTMCell, keras.layers.LSTM, lstm),
    Cell("gru", GRUCell, keras.layers.GRU, gru),
    Cell(
        "gru_reset_before",
        partial(GRUCell, reset_after=False),
        partial(keras.layers.GRU, reset_after=False),
        gru,
    ),
]
LAYERS = {
    **{
        f"ours-{cell.name}": lambda cell=cell, **kwargs: keras.layers.RNN(cell.cell(N_H), **kwargs)
        for cell in CELLS
    },
    **{f"keras-{cell.name}": lambda cell=cell, **kwargs: cell.keras_layer(N_H, **kwargs) for cell in CELLS},
}

every_cell = pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.name)
every_layer = pytest.mark.parametrize("make_layer", LAYERS.values(), ids=LAYERS)


def batch(m=3, T=6, seed=0, dtype="float32"):
    return np.random.default_rng(seed).normal(size=(m, T, N_X)).astype(dtype)  # (m, T, n_x)


def right_padded_mask(m=3, T=6, seed=0):
    lengths = np.random.default_rng(seed).integers(1, T + 1, m)  # (m,)
    return np.arange(T) < lengths[:, None]  # (m, T)


def run(layer, x, **kwargs):
    output = layer(ops.convert_to_tensor(x), **kwargs)
    return np.asarray(ops.convert_to_numpy(output))


def twins(cell, x, seed=0, **kwargs):
    """Our cell in a Keras RNN, and Keras' layer, with the same weights, none of them zero."""
    ours, theirs = keras.layers.RNN(cell.cell(N_H), **kwargs), cell.keras_layer(N_H, **kwargs)
    ours.build(x.shape)
    theirs.build(x.shape)
    rng = np.random.default_rng(seed)
    weights = [rng.normal(0, 0.5, weight.shape).astype("float32") for weight in theirs.get_weights()]
    ours.set_weights(weights)
    theirs.set_weights(weights)
    return ours, theirs


# The same as Keras


@every_cell
@settings(deadline=None, max_examples=EXAMPLES)
@given(seed=st.integers(0, 99), return_sequences=st.booleans(), masked=st.booleans())
def test_equals_keras_with_the_same_weights(cell, seed, return_sequences, masked):
    x = batch(seed=seed)
    mask = np.random.default_rng(seed).random(x.shape[:2]) < 0.7 if masked else None
    ours, theirs = twins(cell, x, seed, return_sequences=return_sequences)
    np.testing.assert_allclose(run(ours, x, mask=mask), run(theirs, x, mask=mask), atol=1e-5)


@every_cell
def test_equals_keras_when_stateful(cell):
    x = batch(T=8)
    ours, theirs = twins(cell, x[:, :4], stateful=True)
    for part in (x[:, :4], x[:, 4:]):
        np.testing.assert_allclose(run(ours, part), run(theirs, part), atol=1e-5)
    fresh, _ = twins(cell, x)
    assert not np.allclose(run(ours, x[:, :4]), run(fresh, x[:, :4])), "the state of the last call must count"
    ours.reset_state()
    np.testing.assert_allclose(run(ours, x[:, :4]), run(fresh, x[:, :4]), atol=1e-6)


@every_cell
@pytest.mark.parametrize(
    ("policy", "dtype", "tolerance"),
    [("mixed_float16", "float16", 5e-3), ("float32", "float32", 1e-5), ("float64", "float64", 1e-12)],
)
def test_equals_keras_at_each_precision(cell, policy, dtype, tolerance):
    if keras.config.backend() == "jax" and dtype == "float64":
        pytest.skip("Keras' own recurrent layers mix float32 and float64 on JAX and fail")
    x = batch(dtype=dtype)
    ours = keras.layers.RNN(cell.cell(N_H, dtype=policy), dtype=policy, return_sequences=True)
    theirs = cell.keras_layer(N_H, dtype=policy, return_sequences=True)
    ours.build(x.shape)
    theirs.build(x.shape)
    ours.set_weights(theirs.get_weights())
    result = run(ours, x)
    assert result.dtype == dtype
    np.testing.assert_allclose(result, run(theirs, x), atol=tolerance)


@every_cell
def test_gradients_equal_those_of_keras(cell):
    x = batch()
    ours, theirs = twins(cell, x, return_sequences=True)
    mask = ops.convert_to_tensor(right_padded_mask())
    slopes = [
        gradient(lambda v, layer=layer: ops.sum(layer(v, mask=mask) ** 2), x) for layer in (ours, theirs)
    ]
    assert np.abs(slopes[0]).max() > 0.01
    np.testing.assert_allclose(slopes[0], slopes[1], atol=1e-5)


@every_cell
def test_equals_the_numpy_reference(cell):
    x, mask = batch(), right_padded_mask()
    ours, _ = twins(cell, x, return_sequences=True)
    parameters = cell.reference.from_keras(ours.get_weights())
    trace = cell.reference.forward(parameters, x.astype("float64"), mask=mask)
    np.testing.assert_allclose(run(ours, x, mask=mask), trace.h[:, 1:], atol=1e-5)


@every_cell
def test_parameters_are_counted_as_in_keras(cell):
    ours, theirs = twins(cell, batch())
    assert ours.count_params() == theirs.count_params()


@every_cell
def test_copies_and_saved_models_give_the_same_answers(cell, tmp_path):
    recurrent = keras.layers.RNN(cell.cell(N_H, use_bias=False), return_sequences=True)
    model = keras.Sequential([keras.Input((6, N_X)), keras.layers.Bidirectional(recurrent)])
    model.save(tmp_path / "model.keras")
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    x = batch()
    for copy in (keras.saving.load_model(tmp_path / "model.keras"), clone):
        np.testing.assert_array_equal(run(copy, x), run(model, x))


def both_directions(layer, other):
    return keras.Sequential([keras.layers.Masking(), keras.layers.Bidirectional(layer)])


def stacked(layer, other):
    return keras.Sequential([keras.layers.Masking(), layer, other])


def right_padded_batch():
    return batch() * right_padded_mask()[:, :, None].astype("float32")  # (m, T, n_x), zeros where masked


@every_cell
@pytest.mark.parametrize("combine", [both_directions, stacked], ids=lambda combine: combine.__name__)
def test_both_directions_and_stacks_equal_those_of_keras_gradients_included(cell, combine):
    x = right_padded_batch()
    ours, theirs = (
        combine(make(return_sequences=True), make(return_sequences=True))
        for make in (
            lambda **kwargs: keras.layers.RNN(cell.cell(N_H), **kwargs),
            lambda **kwargs: cell.keras_layer(N_H, **kwargs),
        )
    )
    ours.build(x.shape)
    theirs.build(x.shape)
    rng = np.random.default_rng(0)
    weights = [rng.normal(0, 0.5, weight.shape).astype("float32") for weight in theirs.get_weights()]
    ours.set_weights(weights)
    theirs.set_weights(weights)
    np.testing.assert_allclose(run(ours, x), run(theirs, x), atol=1e-5)
    slopes = [gradient(lambda v, layer=layer: ops.sum(layer(v) ** 2), x) for layer in (ours, theirs)]
    assert np.abs(slopes[0]).max() > 0.01
    np.testing.assert_allclose(slopes[0], slopes[1], atol=1e-5)


@every_cell
def test_the_second_direction_reads_from_the_end_and_its_states_are_turned_round_again(cell):
    x, mask = batch(), right_padded_mask()
    layer = keras.layers.Bidirectional(keras.layers.RNN(cell.cell(N_H), return_sequences=True))
    layer.build(x.shape)
    layer.set_weights([np.random.default_rng(0).normal(0, 0.5, each.shape) for each in layer.get_weights()])
    halves = []
    for direction, order in ((layer.forward_layer, 1), (layer.backward_layer, -1)):
        parameters = cell.reference.from_keras(direction.get_weights())
        trace = cell.reference.forward(parameters, x[:, ::order].astype("float64"), mask=mask[:, ::order])
        halves.append(trace.h[:, 1:][:, ::order])  # (m, T, n_h)
    expected = np.concatenate(halves, axis=-1)  # (m, T, 2 n_h)
    # Bidirectional shows zeros where a step is left out.
    np.testing.assert_allclose(run(layer, x, mask=mask)[mask], expected[mask], atol=1e-5)


@every_cell
def test_cells_stacked_in_one_layer_equal_layers_that_follow_each_other(cell):
    x, mask = right_padded_batch(), right_padded_mask()
    in_one = keras.layers.RNN([cell.cell(N_H), cell.cell(2)], return_sequences=True)
    apart = stacked(*(keras.layers.RNN(cell.cell(units), return_sequences=True) for units in (N_H, 2)))
    in_one.build(x.shape)
    apart.build(x.shape)
    apart.set_weights(in_one.get_weights())
    np.testing.assert_allclose(run(in_one, x, mask=mask), run(apart, x), atol=1e-6)


@pytest.mark.parametrize("cell", [SimpleRNNCell, LSTMCell, GRUCell])
def test_the_example_in_the_docstring_holds(cell):
    names = {"keras": keras, cell.__name__: cell}
    (example,) = doctest.DocTestFinder(recurse=False).find(cell, globs=names)
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


# What went wrong elsewhere


@every_layer
@settings(deadline=None, max_examples=EXAMPLES)
@given(seed=st.integers(0, 99), changed=st.integers(0, 5))
def test_causality(make_layer, seed, changed):
    """A later element leaves earlier outputs alone, and changes those from its own step on."""
    layer, x = make_layer(return_sequences=True), batch(seed=seed)
    before = run(layer, x)
    x[:, changed] += 1.0
    after = run(layer, x)
    np.testing.assert_array_equal(after[:, :changed], before[:, :changed])
    assert (after[:, changed:] != before[:, changed:]).any(axis=-1).all(), "from its own step on"


@every_layer
@settings(deadline=None, max_examples=EXAMPLES)
@given(seed=st.integers(0, 99))
def test_batch_permutation(make_layer, seed):
    """Shuffling the examples only shuffles the outputs."""
    layer, x = make_layer(return_sequences=True), batch(m=5, seed=seed)
    order = np.random.default_rng(seed).permutation(5)
    np.testing.assert_allclose(run(layer, x[order]), run(layer, x)[order], atol=1e-6)


@every_layer
@settings(deadline=None, max_examples=EXAMPLES)
@given(seed=st.integers(0, 99), extra=st.integers(1, 4))
def test_padding_invariance(make_layer, seed, extra):
    """Steps that the mask leaves out change neither the last state nor what stands before them."""
    layer, x = make_layer(), batch(seed=seed)
    mask = right_padded_mask(seed=seed)
    more = batch(T=extra, seed=seed + 1) * 100
    padded = np.concatenate([x, more], axis=1)
    padded_mask = np.concatenate([mask, np.zeros(more.shape[:2], dtype=bool)], axis=1)
    np.testing.assert_allclose(run(layer, padded, mask=padded_mask), run(layer, x, mask=mask), atol=1e-6)
    assert not np.allclose(run(layer, padded), run(layer, x)), "without a mask the padding must show"


@every_layer
def test_gradients_equal_finite_differences(make_layer):
    layer, x = make_layer(return_sequences=True), batch(m=2, T=4)
    slope = gradient(lambda v: ops.sum(ops.sin(layer(v))), x)
    epsilon = 1e-2
    for index in [(0, 0, 0), (1, 2, 1), (0, 3, 2)]:
        step = np.zeros_like(x)
        step[index] = epsilon
        difference = (np.sin(run(layer, x + step)).sum() - np.sin(run(layer, x - step)).sum()) / (2 * epsilon)
        np.testing.assert_allclose(slope[index], difference, atol=2e-3)


def differences_to_the_last_state(layer, x):
    """Spectral norm of `∂h_T/∂h_0`, all states side by side, by central differences."""
    # Lists, since JAX does not know the kind of list that Keras makes of them.
    sizes = [list(size) if keras.tree.is_nested(size) else size for size in layer.state_size]
    n_s, borders = sum(keras.tree.flatten(sizes)), np.cumsum(keras.tree.flatten(sizes))[:-1]

    def last(state):  # (n_s,)
        parts = [ops.convert_to_tensor(part[None]) for part in np.split(state, borders)]
        _, *states = layer(x, initial_state=keras.tree.pack_sequence_as(sizes, parts))
        return np.concatenate([np.asarray(each).ravel() for each in keras.tree.flatten(states)])  # (n_s,)

    steps = np.eye(n_s, dtype="float32") * 1e-2  # (n_s, n_s)
    return np.linalg.norm(np.stack([(last(step) - last(-step)) / 2e-2 for step in steps], axis=1), 2)


@every_layer
def test_jacobian_norms_equal_finite_differences(make_layer):
    layer, x = make_layer(return_state=True), batch(m=1, T=5)
    layer(x)
    norms = jacobian_norms(layer, x)
    assert norms.shape == (1, 6)
    assert norms[0, -1] == 1
    np.testing.assert_allclose(norms[0, 0], differences_to_the_last_state(layer, x), rtol=1e-2)


@every_cell
def test_jacobian_norms_of_stacked_cells_are_those_of_all_states(cell):
    layer, x = keras.layers.RNN([cell.cell(2), cell.cell(3)], return_state=True), batch(m=1, T=4)
    layer(x)
    norms = jacobian_norms(layer, x)
    np.testing.assert_allclose(norms[0, 0], differences_to_the_last_state(layer, x), rtol=1e-2)


@every_layer
def test_jacobian_norms_stand_still_where_the_mask_leaves_steps_out(make_layer):
    layer, x = make_layer(), batch(m=1, T=6)
    run(layer, x)
    mask = np.arange(6)[None] < 4
    np.testing.assert_allclose(
        jacobian_norms(layer, x, mask)[0, :4], jacobian_norms(layer, x[:, :4])[0, :4], rtol=1e-4
    )
    np.testing.assert_array_equal(jacobian_norms(layer, x, mask)[0, 4:], 1)


# Bad input


@every_cell
def test_integers_count_as_floats(cell):
    ours, theirs = twins(cell, batch())
    x = batch().round().astype("int32")
    np.testing.assert_allclose(run(ours, x), run(theirs, x), atol=1e-5)


@every_cell
def test_bad_inputs_of_our_cells_are_named(cell):
    make = cell.cell
    with pytest.raises(ValueError, match=r"inputs of a cell must have shape \(m, n_x\), got \(2, 5, 3\)"):
        make(4).build((2, 5, 3))
    made = make(4)
    made.build((2, 3))
    state = [ops.zeros((2, size)) for size in made.state_size]
    with pytest.raises(ValueError, match=r"value 3, but received input with shape \(2, 5\)"):
        made(ops.zeros((2, 5)), state)
    for wrong in ((2, 3), (1, 4)):
        with pytest.raises(
            ValueError, match=rf"states must have the shapes .*\(2, 4\).*, got .*\({wrong[0]}, {wrong[1]}\)"
        ):
            made(ops.zeros((2, 3)), [ops.zeros(wrong), *state[1:]])
    with pytest.raises(ValueError, match="states must have the shapes"):
        made(ops.zeros((2, 3)), [*state, *state])
    for units in (0, True, 2.0):
        with pytest.raises(ValueError, match=f"units must be a whole number of at least 1, got {units}"):
            make(units)
