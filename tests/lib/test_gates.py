"""Gates of a layer, looked at while it reads: they make the states, and equal the NumPy reference's."""

import keras
import numpy as np
import pytest
from keras import ops

from lib.gates import gate_activations
from lib.layers import GRUCell, LSTMCell, SimpleRNNCell
from lib.reference import gru, lstm

N_X, N_H = 3, 4
X = np.random.default_rng(0).normal(size=(2, 5, N_X)).astype("float32")  # (m, T, n_x)
MASK = np.arange(5) < [[5], [3]]  # (m, T)

LSTMS = {
    "keras": lambda **kwargs: keras.layers.LSTM(N_H, **kwargs),
    "ours": lambda **kwargs: keras.layers.RNN(LSTMCell(N_H), **kwargs),
    "keras-cell": lambda **kwargs: keras.layers.RNN(keras.layers.LSTMCell(N_H), **kwargs),
}
GRUS = {
    "keras": lambda **kwargs: keras.layers.GRU(N_H, **kwargs),
    "ours": lambda **kwargs: keras.layers.RNN(GRUCell(N_H), **kwargs),
    "keras-before": lambda **kwargs: keras.layers.GRU(N_H, reset_after=False, **kwargs),
    "ours-before": lambda **kwargs: keras.layers.RNN(GRUCell(N_H, reset_after=False), **kwargs),
}


def with_odd_weights(layer):
    layer.build(X.shape)
    rng = np.random.default_rng(1)
    layer.set_weights([rng.normal(0, 0.5, weight.shape) for weight in layer.get_weights()])
    return layer


def outputs(layer):
    """What the layer itself returns for X and MASK, `(m, T, n_h)`."""
    return np.asarray(ops.convert_to_numpy(layer(X, mask=ops.convert_to_tensor(MASK))))


@pytest.mark.parametrize("make", LSTMS.values(), ids=LSTMS)
def test_gates_of_an_lstm_make_its_states(make):
    layer = with_odd_weights(make(return_sequences=True))
    gates = gate_activations(layer, X, MASK)
    np.testing.assert_allclose(gates["hidden"], outputs(layer), atol=1e-6)
    before = np.pad(gates["cell"], ((0, 0), (1, 0), (0, 0)))[:, :-1]  # (m, T, n_h)
    cell = gates["forget"] * before + gates["input"] * gates["candidate"]  # (m, T, n_h)
    np.testing.assert_allclose(gates["cell"][MASK], cell[MASK], atol=1e-6)
    np.testing.assert_allclose(gates["hidden"][MASK], (gates["output"] * np.tanh(cell))[MASK], atol=1e-6)


@pytest.mark.parametrize("make", LSTMS.values(), ids=LSTMS)
def test_gates_of_an_lstm_equal_those_of_the_numpy_reference(make):
    layer = with_odd_weights(make())
    trace = lstm.forward(lstm.from_keras(layer.get_weights()), X.astype("float64"), mask=MASK)
    expected = {
        "forget": trace.f,
        "input": trace.i,
        "candidate": trace.candidate,
        "output": trace.o,
        "cell": trace.c[:, 1:],
        "hidden": trace.h[:, 1:],
    }
    assert_equal_where_steps_count(gate_activations(layer, X, MASK), expected)


@pytest.mark.parametrize("make", GRUS.values(), ids=GRUS)
def test_gates_of_a_gru_make_its_states_and_equal_those_of_the_numpy_reference(make):
    layer = with_odd_weights(make(return_sequences=True))
    gates = gate_activations(layer, X, MASK)
    np.testing.assert_allclose(gates["hidden"], outputs(layer), atol=1e-6)
    before = np.pad(gates["hidden"], ((0, 0), (1, 0), (0, 0)))[:, :-1]  # (m, T, n_h)
    mixed = gates["update"] * before + (1 - gates["update"]) * gates["candidate"]  # (m, T, n_h)
    np.testing.assert_allclose(gates["hidden"][MASK], mixed[MASK], atol=1e-6)

    trace = gru.forward(gru.from_keras(layer.get_weights()), X.astype("float64"), mask=MASK)
    expected = {"update": trace.z, "reset": trace.r, "candidate": trace.candidate, "hidden": trace.h[:, 1:]}
    assert_equal_where_steps_count(gates, expected)


def assert_equal_where_steps_count(gates, expected):
    assert gates.keys() == expected.keys()
    for name, array in expected.items():
        assert gates[name].shape == (2, 5, N_H)
        np.testing.assert_allclose(gates[name][MASK], array[MASK], atol=1e-6, err_msg=name)
        if name not in ("cell", "hidden"):
            assert np.isnan(gates[name][~MASK]).all(), f"{name} did nothing where a step is left out"


@pytest.mark.parametrize("make", [keras.layers.LSTM, keras.layers.GRU])
def test_a_layer_without_a_bias_or_with_other_functions_is_looked_at_as_it_is(make):
    layer = make(
        N_H, activation="linear", recurrent_activation="hard_sigmoid", use_bias=False, return_sequences=True
    )
    layer.build(X.shape)
    gates = gate_activations(layer, X, MASK)
    np.testing.assert_allclose(gates["hidden"], outputs(layer), atol=1e-6)
    if "cell" in gates:
        np.testing.assert_allclose(gates["hidden"][MASK], (gates["output"] * gates["cell"])[MASK], atol=1e-6)


@pytest.mark.parametrize("policy", ["mixed_float16", "float64"])
def test_gates_are_computed_at_the_precision_of_the_layer(policy):
    if keras.config.backend() == "jax" and policy == "float64":
        pytest.skip("JAX computes in float32 unless told otherwise before it starts")
    layer = keras.layers.LSTM(N_H, dtype=policy)
    gates = gate_activations(layer, X)
    assert gates["forget"].dtype == gates["cell"].dtype == layer.compute_dtype


def test_a_model_brings_its_own_mask():
    model = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(10, N_X, mask_zero=True),
            keras.layers.LSTM(N_H),
            keras.layers.Dense(1),
        ]
    )
    gates = gate_activations(model, np.array([[3, 7, 0, 0]]))
    np.testing.assert_array_equal(np.isnan(gates["forget"]).any(axis=(0, 2)), [False, False, True, True])
    np.testing.assert_array_equal(gates["hidden"][0, 3], gates["hidden"][0, 1])
    words = np.asarray(ops.convert_to_numpy(model.layers[0](np.array([[3, 7]]))))  # (1, 2, n_x)
    alone = gate_activations(model.layers[1], words)
    for name, array in alone.items():
        np.testing.assert_allclose(gates[name][:, :2], array, atol=1e-6)


UNFIT = {
    "its cell is a SimpleRNNCell, not an LSTM or GRU": lambda: keras.layers.RNN(SimpleRNNCell(N_H)),
    "its cell is a StackedRNNCells": lambda: keras.layers.RNN([LSTMCell(N_H), LSTMCell(N_H)]),
    "has no recurrent layer": lambda: keras.layers.Bidirectional(keras.layers.LSTM(N_H)),
    "reads backwards": lambda: keras.layers.LSTM(N_H, go_backwards=True),
}


@pytest.mark.parametrize("message", UNFIT)
def test_a_layer_whose_gates_cannot_be_shown_is_named(message):
    with pytest.raises(ValueError, match=message):
        gate_activations(UNFIT[message](), X)
    with pytest.raises(ValueError, match=r"mask must hold booleans, \(m, T\) = \(2, 5\), got"):
        gate_activations(keras.layers.LSTM(N_H), X, MASK[:, :4])
