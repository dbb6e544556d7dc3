"""The NumPy GRU, with the reset gate after and before the matrix product."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.gradients import gradient_check
from lib.reference import gru

N_X, N_H, N_Y = 3, 4, 5

both_ways = pytest.mark.parametrize("reset_after", [True, False], ids=["reset after", "reset before"])


def example(m=2, T=6, seed=0, masked=False, reset_after=True):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(m, T, N_X))  # (m, T, n_x)
    y = rng.integers(0, N_Y, (m, T))  # (m, T)
    mask = rng.random((m, T)) < 0.7 if masked else None  # (m, T)
    h_0 = rng.normal(size=(m, N_H))  # (m, n_h)
    return gru.init_parameters(N_X, N_H, N_Y, seed, reset_after=reset_after), x, y, mask, h_0


def worst(backward, m=2, T=6, seed=0, masked=False, reset_after=True):
    """Largest relative difference over the parameters, of `backward` against central differences."""
    parameters, x, y, mask, h_0 = example(m, T, seed, masked, reset_after)

    def total(arrays):
        return gru.loss(gru.forward(arrays, x, h_0, mask), y).sum()

    gradients = backward(parameters, gru.forward(parameters, x, h_0, mask), y)
    return max(check.relative for check in gradient_check(total, parameters, gradients).values())


@both_ways
@settings(deadline=None, max_examples=10)
@given(m=st.integers(1, 3), T=st.integers(1, 7), seed=st.integers(0, 99), masked=st.booleans())
def test_backward_equals_finite_differences(reset_after, m, T, seed, masked):
    assert worst(gru.backward, m, T, seed, masked, reset_after) < 1e-6


# What is planted, and in which form it shows.
MISTAKES = {
    "update gate the other way round": (True, "counted * (1 - z) *", "counted * z *"),
    "old state and candidate swapped": (True, "(before - candidate)", "(candidate - before)"),
    "nothing handed on past the gates": (True, "dh * z + through_candidate", "through_candidate"),
    "mask left out of the state": (
        True,
        "np.where(steps, dh * z + through_candidate + through_gates, dh)",
        "dh * z + through_candidate + through_gates",
    ),
    "mask left out of the weights": (True, "np.where(steps, dh, 0)", "dh"),
    "second bias left out": (True, "@ parameters['W_ch'].T + parameters['b_ch'])", "@ parameters['W_ch'].T)"),
    "reset gate left out, after": (True, "d_product = da_c * r  #", "d_product = da_c  #"),
    "reset gate left out, before": (
        False,
        "through_candidate = d_product * r  #",
        "through_candidate = d_product  #",
    ),
    "candidate sees the whole state": (False, "da_c.T @ (r * before)", "da_c.T @ before"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_gradient_check_finds_a_planted_mistake(mistake):
    reset_after, right, wrong = MISTAKES[mistake]
    source = inspect.getsource(gru.backward).replace('"', "'")
    assert source.count(right) == 1, "the mistake no longer fits the code"
    namespace = dict(vars(gru))
    exec(source.replace(right, wrong), namespace)
    assert worst(namespace["backward"], masked=True, reset_after=reset_after) > 1e-3


@both_ways
def test_the_trace_fits_together(reset_after):
    parameters, x, _, mask, h_0 = example(masked=True, reset_after=reset_after)
    trace = gru.forward(parameters, x, h_0, mask)
    np.testing.assert_array_equal(trace.h[:, 0], h_0)
    for gate in (trace.z, trace.r):
        assert gate.shape == (2, 6, N_H)
        assert 0 < gate.min() <= gate.max() < 1
    h = trace.z * trace.h[:, :-1] + (1 - trace.z) * trace.candidate  # (m, T, n_h)
    np.testing.assert_allclose(trace.h[:, 1:][mask], h[mask])
    np.testing.assert_array_equal(trace.h[:, 1:][~mask], trace.h[:, :-1][~mask])


def test_the_two_forms_agree_where_the_reset_gate_is_open_and_only_there():
    parameters, x, *_ = example(reset_after=False)
    after = {**parameters, "b_ch": np.zeros(N_H)}
    assert not np.allclose(gru.forward(after, x).h, gru.forward(parameters, x).h)
    opened = {"b_r": np.full(N_H, 100.0)}
    np.testing.assert_allclose(
        gru.forward({**after, **opened}, x).h, gru.forward({**parameters, **opened}, x).h, rtol=1e-12
    )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_of_the_inputs_is_kept(dtype):
    parameters, x, *_ = example()
    parameters = {name: array.astype(dtype) for name, array in parameters.items()}
    trace = gru.forward(parameters, x.astype(dtype))
    assert {array.dtype for array in (trace.h, trace.z, trace.candidate)} == {np.dtype(dtype)}


def test_bad_inputs_are_named():
    parameters, x, y, *_ = example()
    with pytest.raises(ValueError, match=r"x must have shape \(m, T, 3\), got \(2, 6, 2\)"):
        gru.forward(parameters, x[..., :2])
    with pytest.raises(TypeError, match="mask must be a NumPy array of booleans"):
        gru.forward(parameters, x, mask=np.ones((2, 6)))
    with pytest.raises(ValueError, match=r"h_0 must have shape \(2, 4\), got \(2, 3\)"):
        gru.forward(parameters, x, h_0=np.zeros((2, 3)))
    with pytest.raises(KeyError, match="parameters lacks W_rh"):
        gru.forward({name: parameters[name] for name in parameters if name != "W_rh"}, x)
    with pytest.raises(ValueError, match=r"b_ch must have shape \(4,\), got \(3,\)"):
        gru.forward({**parameters, "b_ch": np.zeros(3)}, x)
    with pytest.raises(ValueError, match="y must hold classes from 0 to 4, got 5 to 5"):
        gru.backward(parameters, gru.forward(parameters, x), y * 0 + 5)
    with pytest.raises(ValueError, match="must be at least 1, got 0, 4 and 5"):
        gru.init_parameters(0, 4, 5)


def test_weights_of_keras_are_read_in_both_forms():
    rng = np.random.default_rng(0)
    kernel, recurrent_kernel, bias = (
        rng.normal(size=(3, 12)),
        rng.normal(size=(4, 12)),
        rng.normal(size=(2, 12)),
    )
    after = gru.from_keras([kernel, recurrent_kernel, bias])
    np.testing.assert_array_equal(after["b_z"], bias[0, :4] + bias[1, :4])
    np.testing.assert_array_equal(after["b_ch"], bias[1, 8:])
    assert "b_ch" not in gru.from_keras([kernel, recurrent_kernel, bias[0]])
    with pytest.raises(ValueError, match="and 3 gates the last axis of all weights must be 12, got"):
        gru.from_keras([kernel, recurrent_kernel, bias[:, :4]])
