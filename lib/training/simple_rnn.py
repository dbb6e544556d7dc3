"""Recipes of part 2."""

from lib.training.recipe import Recipe

# Lesson 2.4
SENTIMENT = Recipe("rmsprop", 0.001, epochs=4, batch_size=128)
