"""Recipes of part 4."""

from lib.training.recipe import Recipe

# Lesson 4.3
GAPS = Recipe("adam", 0.01, epochs=3, batch_size=256)
SCRATCH = Recipe("adam", 0.03, epochs=8, batch_size=16)
FROZEN = Recipe("adam", 0.1, epochs=5, batch_size=16)
TUNED = Recipe("adam", 0.005, epochs=4, batch_size=16)

# Lesson 4.4
TAGGING = Recipe("adam", 0.01, epochs=10, batch_size=32)

# Lesson 4.5
SENTIMENT = Recipe("adam", 0.01, epochs=6, batch_size=128)
