"""Several runs of one compiled model."""

import keras
import numpy as np
import pytest

from lib.models.classifiers import rnn_last_state
from lib.training.restart import restart

X = np.random.default_rng(0).integers(1, 10, (12, 4))  # (m, T)
Y = np.arange(12) % 2  # (m,)


def run(model: keras.Model, seed: int) -> list[np.ndarray]:
    restart(model, seed)
    model.fit(X, Y, batch_size=4, epochs=3, verbose=0)
    return model.get_weights()


def compiled() -> keras.Model:
    model = rnn_last_state(v=10, d=2, units=3, layer=keras.layers.LSTM)
    model.compile(keras.optimizers.Adam(0.1), "binary_crossentropy")
    return model


def test_a_run_is_that_of_a_new_model() -> None:
    model = compiled()
    first = run(model, seed=1)
    run(model, seed=2)
    again, in_a_new_one = run(model, seed=1), run(compiled(), seed=1)
    for one, two, three in zip(first, again, in_a_new_one, strict=True):
        np.testing.assert_allclose(two, one, rtol=1e-4, atol=1e-6)
        np.testing.assert_allclose(three, one, rtol=1e-4, atol=1e-6)


def test_other_seeds_are_other_runs() -> None:
    model = compiled()
    one, two = run(model, seed=1), run(model, seed=2)
    assert max(np.abs(a - b).max() for a, b in zip(one, two, strict=True)) > 0.01


def test_the_optimizer_forgets_and_keeps_its_rate() -> None:
    model = compiled()
    run(model, seed=1)
    model.optimizer.learning_rate = 0.5
    restart(model, seed=1)
    assert int(keras.ops.convert_to_numpy(model.optimizer.iterations)) == 0
    assert float(model.optimizer.learning_rate) == 0.5


def test_a_model_without_an_optimizer_is_an_error() -> None:
    with pytest.raises(ValueError, match="compile it first"):
        restart(rnn_last_state(v=10, d=2, units=3), seed=0)
