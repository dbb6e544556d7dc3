"""Recipes of part 1, for reviews of films."""

from lib.training.recipe import Recipe

# Lesson 1.3
WHICH_END = Recipe("adam", 0.02, epochs=3, batch_size=512)

# Lesson 1.5
FLATTENED = Recipe("adam", 0.002, epochs=50, batch_size=512)
AVERAGED = Recipe("adam", 0.01, epochs=10, batch_size=512)
BAG_OF_WORDS = Recipe("adam", 0.01, epochs=8, batch_size=512)
BAG_OF_WHOLE_REVIEW = Recipe("adam", 0.005, epochs=8, batch_size=512)
