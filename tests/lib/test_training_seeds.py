"""A model whose weights are drawn anew is a new model, and a seed gives the same one each time."""

import keras
import numpy as np
import pytest

from lib.training.seeds import redraw

X = np.random.default_rng(0).integers(1, 9, (12, 5))  # (m, T)
Y = np.arange(12) % 2  # (m,)


def compiled(optimizer="adam"):
    model = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(9, 4),
            keras.layers.Bidirectional(keras.layers.LSTM(3)),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer, "binary_crossentropy")
    return model


def run(model, seed):
    redraw(model, seed)
    first = model.get_weights()
    losses = model.fit(X, Y, batch_size=4, epochs=2, verbose=0).history["loss"]
    return first, losses


@pytest.mark.parametrize("optimizer", ["adam", "rmsprop", "adagrad"])
def test_a_run_does_not_depend_on_the_runs_before_it(optimizer):
    model = compiled(optimizer)
    _, alone = run(model, seed=1)
    run(model, seed=0)
    _, again = run(model, seed=1)
    np.testing.assert_allclose(again, alone, rtol=1e-5)
    _, elsewhere = run(compiled(optimizer), seed=1)
    np.testing.assert_allclose(elsewhere, alone, rtol=1e-5)


def test_other_seeds_give_other_weights_and_frozen_layers_get_new_ones_too():
    model = compiled()
    model.layers[0].trainable = False
    model.compile("adam", "binary_crossentropy")
    (one, _), (two, _) = run(model, seed=0), run(model, seed=1)
    assert all(np.abs(a - b).max() > 1e-3 for a, b in zip(one, two, strict=True) if a.ndim == 2)


def test_the_learning_rate_stays():
    model = compiled(keras.optimizers.Adam(0.03))
    run(model, seed=0)
    redraw(model, seed=1)
    assert float(model.optimizer.learning_rate) == pytest.approx(0.03)
    assert int(model.optimizer.iterations) == 0


def test_a_model_that_is_not_compiled_is_named():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)], name="plain")
    with pytest.raises(ValueError, match="model 'plain' is not compiled"):
        redraw(model, seed=0)
