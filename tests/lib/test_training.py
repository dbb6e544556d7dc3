"""Recipes of training."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from lib.training.recipe import ClippedRecipe, Recipe


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
