"""Gradient checks, clipping, and gradients through time."""

import keras
import numpy as np
import pytest

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


def test_clipping_by_norm_keeps_the_direction():
    gradients = {"a": np.array([3.0, 0.0]), "b": np.array([[4.0]])}
    clipped = clip_by_norm(gradients, 1.0)
    np.testing.assert_allclose(clipped["a"], [0.6, 0.0])
    np.testing.assert_allclose(clipped["b"], [[0.8]])
    assert clip_by_norm(gradients, 5.0)["b"] == 4.0
    assert clip_by_norm({"a": np.zeros(2)}, 1.0)["a"].tolist() == [0, 0]
    with pytest.raises(ValueError, match="limit must be positive"):
        clip_by_norm(gradients, 0)


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


def test_models_that_do_not_fit_are_named():
    dense = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    with pytest.raises(ValueError, match="no recurrent layer"):
        jacobian_norms(dense, np.zeros((1, 4)))
    with pytest.raises(ValueError, match=r"inputs of shape \(m, T, n_x\), got \(1, 4\)"):
        jacobian_norms(keras.layers.SimpleRNN(2), np.zeros((1, 4)))
