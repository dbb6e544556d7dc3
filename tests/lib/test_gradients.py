"""Gradient checks, clipping, and gradients through time."""

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras import ops

from lib.autodiff import gradient
from lib.gradients import clip_by_norm, gradient_check, jacobian_norms


def test_gradient_check_works_for_any_function_of_named_arrays():
    arrays = {"a": np.array([[1.0, 2.0]]), "b": np.array(3.0)}
    right = {"a": 2 * arrays["a"] * arrays["b"], "b": np.array(5.0)}

    def function(given):
        return (given["a"] ** 2 * given["b"]).sum()

    checks = gradient_check(function, arrays, right)
    assert max(check.relative for check in checks.values()) < 1e-9
    wrong = gradient_check(function, arrays, {**right, "a": right["a"] + [[0, 0.1]]})["a"]
    assert wrong.largest == pytest.approx(0.1)
    assert "exact +12.100000, approximate +12.000000" in str(wrong)
    assert arrays["a"].tolist() == [[1.0, 2.0]]


def test_gradient_check_names_what_does_not_fit():
    arrays = {"a": np.ones(2)}
    with pytest.raises(KeyError, match="gradients lacks 'a'"):
        gradient_check(lambda given: 0.0, arrays, {})
    with pytest.raises(ValueError, match=r"gradient of a must have shape \(2,\), got \(3,\)"):
        gradient_check(lambda given: 0.0, arrays, {"a": np.ones(3)})
    with pytest.raises(TypeError, match="a must be float64"):
        gradient_check(lambda given: 0.0, {"a": np.ones(2, "float32")}, {"a": np.ones(2)})
    with pytest.raises(ValueError, match="must be finite"):
        gradient_check(lambda given: 0.0, arrays, {"a": np.array([1.0, np.nan])})


def test_clipping_by_norm_shortens_all_by_one_factor():
    gradients = {"a": np.array([3.0, 0.0]), "b": np.array([[4.0]])}
    clipped = clip_by_norm(gradients, 1.0)
    np.testing.assert_allclose(clipped["a"], [0.6, 0.0])
    np.testing.assert_allclose(clipped["b"], [[0.8]])
    assert clip_by_norm({"a": np.array([3, 4])}, 1.0)["a"].tolist() == pytest.approx([0.6, 0.8])
    assert clip_by_norm(gradients, 5.0)["b"] == 4.0
    assert clip_by_norm({"a": np.zeros(2)}, 1.0)["a"].tolist() == [0, 0]
    assert clip_by_norm({}, 1.0) == {}
    with pytest.raises(ValueError, match="limit must be positive"):
        clip_by_norm(gradients, 0)


@given(
    dtype=st.sampled_from([np.float16, np.float32, np.float64]),
    exponent=st.integers(-300, 307),
    limit=st.sampled_from([1e-3, 1.0, 100.0]),
    seed=st.integers(0, 99),
)
def test_clipping_keeps_the_direction_at_any_size(dtype, exponent, limit, seed):
    largest = min(10.0**exponent, float(np.finfo(dtype).max) / 4)
    unit = np.random.default_rng(seed).uniform(-1, 1, 6)  # (6,)
    array = (unit * largest).astype(dtype)  # (6,)
    clipped = clip_by_norm({"a": array[:2], "b": array[2:]}, limit)
    result = np.concatenate([clipped["a"], clipped["b"]])  # (6,)
    assert result.dtype == dtype
    exact = np.asarray(array, np.longdouble)  # its squares have room
    norm = np.sqrt((exact**2).sum())
    if norm <= limit * (1 - 1e-6):
        np.testing.assert_array_equal(result, array)
    elif norm > limit * (1 + 1e-6):
        digits = 10 * float(np.finfo(dtype).eps)
        np.testing.assert_allclose(np.sqrt((result.astype(float) ** 2).sum()), limit, rtol=digits)
        np.testing.assert_allclose(result, (exact * (limit / norm)).astype(float), rtol=digits, atol=1e-7)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_gradient_without_a_direction_is_not_clipped(bad):
    with pytest.raises(ValueError, match="gradient of b is not finite"):
        clip_by_norm({"a": np.array([100.0]), "b": np.array([bad, 100.0])}, 1.0)


def test_a_model_brings_its_own_mask_to_the_jacobian():
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(10, 3, mask_zero=True),
            keras.layers.SimpleRNN(4),
        ]
    )
    norms = jacobian_norms(model, np.array([[1, 5, 2, 0]]))
    assert norms.shape == (1, 5)
    np.testing.assert_array_equal(norms[0, 3:], 1)
    assert norms[0, 0] < 1


def test_a_model_without_a_mask_is_its_recurrent_layer():
    layers = [keras.Input((4, 3)), keras.layers.SimpleRNN(2), keras.layers.Dense(1)]
    x = np.random.default_rng(0).normal(size=(2, 4, 3)).astype("float32")
    norms = jacobian_norms(keras.Sequential(layers), x)
    np.testing.assert_allclose(norms, jacobian_norms(layers[1], x), rtol=1e-6)


def begun_elsewhere():
    x, state = keras.Input((4, 3)), keras.Input((2,))
    return keras.Model([x, state], keras.layers.SimpleRNN(2)(x, initial_state=state))


X = np.zeros((1, 4, 3), "float32")
UNFIT = {
    "no recurrent layer": (lambda: keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)]), X[0]),
    "has no recurrent layer": (lambda: keras.layers.Bidirectional(keras.layers.SimpleRNN(2)), X),
    "reads backwards": (lambda: keras.layers.SimpleRNN(2, go_backwards=True), X),
    "has an initial_state": (begun_elsewhere, [X, np.zeros((1, 2), "float32")]),
    r"inputs of shape \(m, T, n_x\), got \(1, 4\)": (lambda: keras.layers.SimpleRNN(2), X[:, :, 0]),
    "step after h_3 is not finite": (
        lambda: keras.layers.SimpleRNN(2, recurrent_initializer=keras.initializers.Constant(np.nan)),
        X,
    ),
}


@pytest.mark.parametrize("message", UNFIT)
def test_what_the_jacobian_cannot_be_computed_of_is_named(message):
    make, x = UNFIT[message]
    with pytest.raises(ValueError, match=message):
        jacobian_norms(make(), x)


def test_nan_in_the_inputs_counts_only_where_the_mask_is_true():
    x = X.copy()
    x[0, 3] = np.nan
    layer = keras.layers.SimpleRNN(2)
    with pytest.raises(ValueError, match="step after h_3 is not finite: look for NaN"):
        jacobian_norms(layer, x)
    assert np.isfinite(jacobian_norms(layer, x, [[True, True, True, False]])).all()


@pytest.mark.parametrize("mask", [[[True, True]], [[1, 1, 0, 0]], [True, True, True, False]])
def test_a_mask_that_does_not_fit_is_named(mask):
    with pytest.raises(ValueError, match=r"mask must hold booleans, \(m, T\) = \(1, 4\), got"):
        jacobian_norms(keras.layers.SimpleRNN(2), X, mask)


def test_the_gradient_function_names_what_it_cannot_differentiate():
    with pytest.raises(TypeError, match="x must hold floats, got int"):
        gradient(ops.sum, np.array([1, 2]))
    with pytest.raises(ValueError, match=r"must return one number, got shape \(2,\)"):
        gradient(lambda x: 2 * x, np.array([1.0, 2.0]))
    np.testing.assert_allclose(gradient(lambda x: ops.sum(x**2), [1.0, 2.0]), [2.0, 4.0])
