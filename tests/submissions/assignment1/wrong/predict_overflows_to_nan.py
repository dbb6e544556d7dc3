"""The other form of the formula: infinity divided by infinity."""

LOSES = {"test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    z = np.exp(features @ w + b)
    return z / (1 + z)
