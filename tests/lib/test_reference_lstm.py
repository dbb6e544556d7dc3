"""The NumPy LSTM: its gradients, its gates, its masks, and what it says to bad input."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.gradients import gradient_check
from lib.reference import lstm

N_X, N_H, N_Y = 3, 4, 5


def example(m=2, T=6, seed=0, masked=False):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(m, T, N_X))  # (m, T, n_x)
    y = rng.integers(0, N_Y, (m, T))  # (m, T)
    mask = rng.random((m, T)) < 0.7 if masked else None  # (m, T)
    h_0, c_0 = rng.normal(size=(2, m, N_H))  # (m, n_h) each
    return lstm.init_parameters(N_X, N_H, N_Y, seed), x, y, mask, h_0, c_0


def worst(backward, m=2, T=6, seed=0, masked=False):
    """Largest relative difference over the parameters, of `backward` against central differences."""
    parameters, x, y, mask, h_0, c_0 = example(m, T, seed, masked)

    def total(arrays):
        return lstm.loss(lstm.forward(arrays, x, h_0, c_0, mask), y).sum()

    gradients = backward(parameters, lstm.forward(parameters, x, h_0, c_0, mask), y)
    return max(check.relative for check in gradient_check(total, parameters, gradients).values())


@settings(deadline=None, max_examples=10)
@given(m=st.integers(1, 3), T=st.integers(1, 7), seed=st.integers(0, 99), masked=st.booleans())
def test_backward_equals_finite_differences(m, T, seed, masked):
    assert worst(lstm.backward, m, T, seed, masked) < 1e-6


MISTAKES = {
    "cell gradient of the next step dropped": ("dc = dc_next + dh", "dc = dh"),
    "forget gate not on the way back": ("np.where(steps, dc * f, dc_next)", "np.where(steps, dc, dc_next)"),
    "mask left out of the cell state": ("np.where(steps, dc * f, dc_next)", "dc * f"),
    "mask left out of the state": ("np.where(steps, before, dh)", "before"),
    "mask left out of the weights": ("np.where(steps, slope, 0)", "slope"),
    "cell state after the step at the forget gate": (
        "'f': dc * trace.c[:, t] *",
        "'f': dc * trace.c[:, t + 1] *",
    ),
    "input gate and candidate swapped": (
        "'c': dc * i * (1 - candidate**2)",
        "'c': dc * candidate * (1 - i**2)",
    ),
    "derivative of the sigmoid that of tanh": ("tanh_c * o * (1 - o)", "tanh_c * (1 - o**2)"),
    "tanh of the cell state forgotten": ("'o': dh * tanh_c", "'o': dh * trace.c[:, t + 1]"),
    "weights of the gates not transposed": (
        "slope @ parameters[f'W_{gate}h']",
        "slope @ parameters[f'W_{gate}h'].T",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_gradient_check_finds_a_planted_mistake(mistake):
    right, wrong = MISTAKES[mistake]
    source = inspect.getsource(lstm.backward).replace('"', "'")
    assert source.count(right) == 1, "the mistake no longer fits the code"
    namespace = dict(vars(lstm))
    exec(source.replace(right, wrong), namespace)
    assert worst(namespace["backward"], masked=True) > 1e-3


def test_the_trace_fits_together():
    parameters, x, _, mask, h_0, c_0 = example(masked=True)
    trace = lstm.forward(parameters, x, h_0, c_0, mask)
    np.testing.assert_array_equal(trace.h[:, 0], h_0)
    np.testing.assert_array_equal(trace.c[:, 0], c_0)
    for gate in (trace.f, trace.i, trace.o):
        assert gate.shape == (2, 6, N_H)
        assert 0 < gate.min() <= gate.max() < 1
    c = trace.f * trace.c[:, :-1] + trace.i * trace.candidate  # (m, T, n_h)
    np.testing.assert_allclose(trace.c[:, 1:][mask], c[mask])
    np.testing.assert_allclose(trace.h[:, 1:][mask], (trace.o * np.tanh(c))[mask])
    for states in (trace.h, trace.c):
        np.testing.assert_array_equal(states[:, 1:][~mask], states[:, :-1][~mask])


def test_gates_that_are_nearly_binary_do_not_overflow():
    parameters, x, _, _, _, _ = example()
    large = {name: array * 1e8 for name, array in parameters.items()}
    with np.errstate(all="raise", under="ignore"):
        trace = lstm.forward(large, x)
    assert set(np.unique(trace.f.round(6))) == {0.0, 1.0}


def test_without_an_output_layer_there_are_states_and_no_loss():
    parameters, x, y, _, _, _ = example()
    cell = {name: parameters[name] for name in parameters if name not in ("W_yh", "b_y")}
    trace = lstm.forward(cell, x)
    np.testing.assert_array_equal(trace.h, lstm.forward(parameters, x).h)
    assert trace.logits.shape == (2, 6, 0)
    with pytest.raises(ValueError, match="no loss without an output layer: add W_yh and b_y"):
        lstm.loss(trace, y)
    with pytest.raises(KeyError, match="parameters lacks b_y"):
        lstm.forward({**cell, "W_yh": parameters["W_yh"]}, x)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_of_the_inputs_is_kept(dtype):
    parameters, x, *_ = example()
    parameters = {name: array.astype(dtype) for name, array in parameters.items()}
    trace = lstm.forward(parameters, x.astype(dtype))
    assert {array.dtype for array in (trace.h, trace.c, trace.f)} == {np.dtype(dtype)}


def test_bad_inputs_are_named():
    parameters, x, y, *_ = example()
    with pytest.raises(ValueError, match=r"x must have shape \(m, T, 3\), got \(2, 6, 2\)"):
        lstm.forward(parameters, x[..., :2])
    with pytest.raises(ValueError, match=r"no empty axis, got \(2, 0, 3\)"):
        lstm.forward(parameters, x[:, :0])
    with pytest.raises(TypeError, match=r"x must be a NumPy array of floats .* got list"):
        lstm.forward(parameters, x.tolist())
    with pytest.raises(ValueError, match=r"mask must have shape \(m, T\) = \(2, 6\), got \(2, 5\)"):
        lstm.forward(parameters, x, mask=np.ones((2, 5), dtype=bool))
    for name in ("h_0", "c_0"):
        with pytest.raises(ValueError, match=rf"{name} must have shape \(2, 4\), got \(2, 3\)"):
            lstm.forward(parameters, x, **{name: np.zeros((2, 3))})
    with pytest.raises(KeyError, match="parameters lacks b_f"):
        lstm.forward({name: parameters[name] for name in parameters if name != "b_f"}, x)
    with pytest.raises(ValueError, match=r"W_oh must have shape \(4, 4\), got \(4, 3\)"):
        lstm.forward({**parameters, "W_oh": np.zeros((4, 3))}, x)
    with pytest.raises(ValueError, match=r"y must have shape \(2, 6\), got \(2, 5\)"):
        lstm.backward(parameters, lstm.forward(parameters, x), y[:, :5])
    with pytest.raises(ValueError, match="must be at least 1, got 3, 0 and 5"):
        lstm.init_parameters(3, 0, 5)


def test_weights_that_are_no_lstm_are_named():
    kernel, recurrent_kernel, bias = np.zeros((3, 16)), np.zeros((4, 16)), np.zeros(16)
    assert lstm.from_keras([kernel, recurrent_kernel, bias])["W_fx"].shape == (4, 3)
    with pytest.raises(ValueError, match="must be kernel, recurrent_kernel and bias, got 2 arrays"):
        lstm.from_keras([kernel, recurrent_kernel])
    with pytest.raises(ValueError, match=r"n_h = 4 and 4 gates the last axis of all weights must be 16, got"):
        lstm.from_keras([np.zeros((3, 12)), np.zeros((4, 12)), np.zeros((2, 12))])
