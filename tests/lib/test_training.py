"""Recipes of training."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from lib.training.recipe import ClippedRecipe, DecayedRecipe, Recipe
from lib.training.restart import restart


def test_the_optimizer_is_the_one_that_is_named() -> None:
    optimizer = Recipe("rmsprop", 0.25, epochs=1, batch_size=2).make_optimizer()
    assert isinstance(optimizer, keras.optimizers.RMSprop)
    assert float(optimizer.learning_rate) == 0.25


def test_each_model_gets_an_optimizer_of_its_own() -> None:
    recipe = Recipe("adam", 0.01, epochs=1, batch_size=2)
    assert recipe.make_optimizer() is not recipe.make_optimizer()


def test_an_unknown_optimizer_is_an_error() -> None:
    with pytest.raises(ValueError, match="adamant"):
        Recipe("adamant", 0.01, epochs=1, batch_size=2).make_optimizer()


def test_a_model_is_trained_as_its_example_says() -> None:
    recipe = replace(Recipe("sgd", 0.1, epochs=10, batch_size=4), epochs=2)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(recipe.make_optimizer(), loss="binary_crossentropy")
    x = np.ones((8, 1))  # (m, 1)
    history = model.fit(x, x, batch_size=recipe.batch_size, epochs=recipe.epochs, verbose=0).history
    assert int(keras.ops.convert_to_numpy(model.optimizer.iterations)) == 2 * 2
    assert history["loss"][1] < history["loss"][0]


def test_a_clipped_recipe_shortens_the_gradient() -> None:
    recipe = ClippedRecipe("sgd", 1.0, epochs=1, batch_size=2, limit=0.5)
    variable = keras.Variable(np.zeros(2))
    recipe.make_optimizer().apply([keras.ops.convert_to_tensor([3.0, 4.0], dtype="float32")], [variable])
    np.testing.assert_allclose(keras.ops.convert_to_numpy(variable), [-0.3, -0.4], rtol=1e-5)


def test_the_rate_of_a_decayed_recipe_falls_to_a_twentieth() -> None:
    recipe = DecayedRecipe("sgd", 1.0, epochs=2, batch_size=4, limit=9.0, examples=6)
    variable = keras.Variable(np.zeros(1))
    optimizer, rates, before = recipe.make_optimizer(), [], 0.0
    for _ in range(6):
        optimizer.apply([keras.ops.ones(1)], [variable])
        now = float(variable[0])
        rates.append(before - now)
        before = now
    assert recipe.updates == 4
    np.testing.assert_allclose(rates, [1, 0.7625, 0.525, 0.2875, 0.05, 0.05], rtol=1e-5)


def test_a_model_is_restarted_with_its_first_rate() -> None:
    recipe = DecayedRecipe("adam", 0.5, epochs=1, batch_size=4, examples=8)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(recipe.make_optimizer(), loss="mse")
    x = np.ones((8, 1))  # (m, 1)
    model.fit(x, x, batch_size=4, verbose=0)
    assert float(model.optimizer.learning_rate) < 0.1
    restart(model, seed=0)
    assert float(model.optimizer.learning_rate) == 0.5
