"""Recipes of part 3."""

from lib.training.recipe import ClippedRecipe, DecayedRecipe

# Lesson 3.5: reviews of the grammar, whose deciding word stands at a given distance from the end. The rates
# were the best on 500 validation reviews of each distance learned, two seeds: of 0.001, 0.0025, 0.005 and
# 0.01 for the simple RNN, of 0.005, 0.01, 0.02 and 0.04 for the gated cells.
GATED_BY_DISTANCE = ClippedRecipe("adam", 0.02, epochs=4, batch_size=128)
SIMPLE_BY_DISTANCE = ClippedRecipe("adam", 0.0025, epochs=4, batch_size=128)

# Lesson 3.5: film reviews, as one array of 500 columns, or in buckets of the last 400 tokens
REVIEWS = DecayedRecipe("adam", 0.005, epochs=3, batch_size=128)
PLAIN_LENGTH, FAST_LENGTH = 500, 400
DROPOUT = 0.5  # of what the layers read

# Lesson 3.6: recall of one token; each sequence is seen once
RECALL = ClippedRecipe("adam", 0.01, epochs=1, batch_size=50)
