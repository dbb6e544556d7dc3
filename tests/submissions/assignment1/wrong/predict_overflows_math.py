"""`math.exp` stops with an `OverflowError`."""

LOSES = {"test_q7_large": 1}

# %% q7_predict
import math


def predict(features, w, b):
    return [1 / (1 + math.exp(-(sum(x * weight for x, weight in zip(row, w, strict=True)) + b))) for row in features]
