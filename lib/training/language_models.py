"""Recipes of part 5."""

from lib.training.recipe import ClippedRecipe

# Lesson 5.2: sentences of reviews
WORDS = ClippedRecipe("adam", 0.005, epochs=6, batch_size=32)

# Lesson 5.3: one text of words
SAMPLED = ClippedRecipe("adam", 0.01, epochs=12, batch_size=32)

# Lesson 5.4: segments of 60 characters
SEGMENTS = ClippedRecipe("adam", 0.01, epochs=1, batch_size=128)
