"""The formula as it stands: e to the 1000 overflows."""

LOSES = {"test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    return 1 / (1 + np.exp(-(features @ w + b)))
