"""Labels 0 and 1 where probabilities are asked for."""

LOSES = {"test_q7_public": 1, "test_q7_hidden": 1}

# %% q7_predict
def predict(features, w, b):
    return (features @ w + b > 0).astype(int)
