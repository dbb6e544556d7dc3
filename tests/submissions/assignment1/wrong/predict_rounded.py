"""Rounds to five digits."""

LOSES = {"test_q7_scores": 1, "test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    z = np.clip(features @ w + b, -500, 500)
    return np.round(1 / (1 + np.exp(-z)), 5)
