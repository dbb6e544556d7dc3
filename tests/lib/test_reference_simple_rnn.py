"""The NumPy simple RNN: its gradients, its masks, and what it says to bad input."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.gradients import gradient_check
from lib.reference import losses, output, simple_rnn

N_X, N_H, N_Y = 3, 4, 5


def example(m=2, T=6, seed=0, masked=False):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(m, T, N_X))  # (m, T, n_x)
    y = rng.integers(0, N_Y, (m, T))  # (m, T)
    mask = rng.random((m, T)) < 0.7 if masked else None  # (m, T)
    h_0 = rng.normal(size=(m, N_H))  # (m, n_h)
    return simple_rnn.init_parameters(N_X, N_H, N_Y, seed), x, y, mask, h_0


def worst(backward, m=2, T=6, seed=0, masked=False):
    """Largest relative difference over the parameters, of `backward` against central differences."""
    parameters, x, y, mask, h_0 = example(m, T, seed, masked)

    def total(arrays):
        return simple_rnn.loss(simple_rnn.forward(arrays, x, h_0, mask), y).sum()

    gradients = backward(parameters, simple_rnn.forward(parameters, x, h_0, mask), y)
    return max(check.relative for check in gradient_check(total, parameters, gradients).values())


@settings(deadline=None, max_examples=15)
@given(m=st.integers(1, 3), T=st.integers(1, 7), seed=st.integers(0, 99), masked=st.booleans())
def test_backward_equals_finite_differences(m, T, seed, masked):
    assert worst(simple_rnn.backward, m, T, seed, masked) < 1e-6


MISTAKES = {
    "no tanh derivative": ("dh * (1 - trace.h[:, t + 1] ** 2)", "dh"),
    "tanh derivative of the state before": ("trace.h[:, t + 1] ** 2", "trace.h[:, t] ** 2"),
    "tanh derivative not squared": ("trace.h[:, t + 1] ** 2", "trace.h[:, t + 1]"),
    "W_hh with the state after the step": ("dz.T @ trace.h[:, t]  #", "dz.T @ trace.h[:, t + 1]  #"),
    "W_hh not transposed": ("dz @ parameters['W_hh']", "dz @ parameters['W_hh'].T"),
    "W_hh gradient transposed": ("dz.T @ trace.h[:, t]  #", "trace.h[:, t].T @ dz  #"),
    "last step only": ("gradients['W_hx'] += ", "gradients['W_hx'] = "),
    "mean over the batch": ("dz.sum(axis=0)", "dz.mean(axis=0)"),
    "no gradient through time": (
        "dh = d_logits[:, t] @ parameters['W_yh'] + dh_next",
        "dh = d_logits[:, t] @ parameters['W_yh']",
    ),
    "mask left out of the state": ("np.where(steps, dz @ parameters['W_hh'], dh)", "dz @ parameters['W_hh']"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_gradient_check_finds_a_planted_mistake(mistake):
    right, wrong = MISTAKES[mistake]
    source = inspect.getsource(simple_rnn.backward).replace('"', "'")
    assert source.count(right) == 1, "the mistake no longer fits the code"
    namespace = dict(vars(simple_rnn))
    exec(source.replace(right, wrong), namespace)
    assert worst(namespace["backward"], masked=True) > 1e-3


# In the output layer, which all references share.
OUTPUT_MISTAKES = {
    "output from the state before": ("output_gradients", "trace.h[:, 1:]", "trace.h[:, :-1]"),
    "mask left out of the loss": ("logits_gradient", " * trace.mask[..., None]", ""),
    "one class too far": ("logits_gradient", "np.eye(n_y)[y]", "np.eye(n_y)[(y + 1) % n_y]"),
}


@pytest.mark.parametrize("mistake", OUTPUT_MISTAKES)
def test_the_gradient_check_finds_a_mistake_in_the_output_layer(mistake, monkeypatch):
    name, right, wrong = OUTPUT_MISTAKES[mistake]
    source = inspect.getsource(getattr(output, name))
    assert source.count(right) == 1, "the mistake no longer fits the code"
    namespace = dict(vars(output))
    exec(source.replace(right, wrong), namespace)
    monkeypatch.setattr(output, name, namespace[name])
    assert worst(simple_rnn.backward, masked=True) > 1e-3


def test_truncation_at_the_full_length_changes_nothing_and_shorter_cuts_what_it_should():
    parameters, x, y, _, _ = example(T=6)
    trace = simple_rnn.forward(parameters, x)
    whole = simple_rnn.backward(parameters, trace, y)
    same = simple_rnn.backward(parameters, trace, y, window=6)
    for name in whole:
        np.testing.assert_array_equal(same[name], whole[name])

    # A window is a sequence of its own that starts from the state the one before left.
    parts = []
    for start in (0, 2, 4):
        piece = simple_rnn.forward(parameters, x[:, start : start + 2], h_0=trace.h[:, start])
        parts.append(simple_rnn.backward(parameters, piece, y[:, start : start + 2]))
    cut = simple_rnn.backward(parameters, trace, y, window=2)
    for name in cut:
        np.testing.assert_allclose(cut[name], sum(part[name] for part in parts), rtol=1e-12)
    assert not np.allclose(cut["W_hh"], whole["W_hh"])


def test_loss_of_a_uniform_guess_is_the_logarithm_of_the_number_of_classes():
    parameters, x, y, mask, _ = example(masked=True)
    parameters = {name: np.zeros_like(array) for name, array in parameters.items()}
    steps = simple_rnn.loss(simple_rnn.forward(parameters, x, mask=mask), y)
    np.testing.assert_allclose(steps[mask], np.log(N_Y))
    assert (steps[~mask] == 0).all()


def test_softmax_and_cross_entropy_survive_large_numbers():
    logits = np.array([[1e4, 0.0, -1e4]])
    np.testing.assert_array_equal(losses.softmax(logits), [[1.0, 0.0, 0.0]])
    np.testing.assert_allclose(losses.cross_entropy(logits, np.array([2])), [2e4])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_of_the_inputs_is_kept(dtype):
    parameters, x, _, _, _ = example()
    parameters = {name: array.astype(dtype) for name, array in parameters.items()}
    assert simple_rnn.forward(parameters, x.astype(dtype)).h.dtype == dtype


BAD = {
    "rank": (lambda x: x[0], ValueError, r"x must have shape \(m, T, 3\), got \(6, 3\)"),
    "feature size": (lambda x: x[..., :2], ValueError, r"x must have shape \(m, T, 3\), got \(2, 6, 2\)"),
    "length 0": (lambda x: x[:, :0], ValueError, r"no empty axis, got \(2, 0, 3\)"),
    "integers": (lambda x: x.astype(int), TypeError, r"x must be a NumPy array of floats .* got int64"),
    "a list": (lambda x: x.tolist(), TypeError, r"x must be a NumPy array of floats .* got list"),
    "NaN": (
        lambda x: np.where(np.arange(6)[None, :, None] == 2, np.nan, x),
        ValueError,
        r"found nan at index \(0, 2, 0\)",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_inputs_are_named(case):
    spoil, error, message = BAD[case]
    parameters, x, _, _, _ = example()
    with pytest.raises(error, match=message):
        simple_rnn.forward(parameters, spoil(x))


def test_bad_masks_states_classes_and_parameters_are_named():
    parameters, x, y, _, _ = example()
    with pytest.raises(ValueError, match=r"mask must have shape \(m, T\) = \(2, 6\), got \(2, 5\)"):
        simple_rnn.forward(parameters, x, mask=np.ones((2, 5), dtype=bool))
    with pytest.raises(TypeError, match="mask must be a NumPy array of booleans"):
        simple_rnn.forward(parameters, x, mask=np.ones((2, 6)))
    with pytest.raises(ValueError, match=r"h_0 must have shape \(2, 4\), got \(2, 3\)"):
        simple_rnn.forward(parameters, x, h_0=np.zeros((2, 3)))
    with pytest.raises(KeyError, match="parameters lacks b_h"):
        simple_rnn.forward({name: parameters[name] for name in parameters if name != "b_h"}, x)
    with pytest.raises(ValueError, match=r"W_hh must have shape \(4, 4\), got \(4, 3\)"):
        simple_rnn.forward({**parameters, "W_hh": np.zeros((4, 3))}, x)
    trace = simple_rnn.forward(parameters, x)
    with pytest.raises(ValueError, match="y must hold classes from 0 to 4, got 0 to 5"):
        simple_rnn.loss(trace, np.where(np.arange(6) == 0, 0, y * 0 + 5))
    with pytest.raises(ValueError, match=r"y must have shape \(2, 6\), got \(2, 5\)"):
        simple_rnn.backward(parameters, trace, y[:, :5])
    with pytest.raises(TypeError, match="y must be a NumPy array of integers"):
        simple_rnn.loss(trace, y.astype(float))
    with pytest.raises(ValueError, match="window must be at least 1"):
        simple_rnn.backward(parameters, trace, y, window=0)
    with pytest.raises(ValueError, match="must be at least 1, got 0"):
        simple_rnn.init_parameters(0, 1, 1)
