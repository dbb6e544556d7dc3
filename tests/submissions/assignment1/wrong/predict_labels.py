"""Labels 0 and 1 where probabilities are asked for."""

LOSES = {"test_q7_scores": 1, "test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    return (features @ w + b > 0).astype(int)
