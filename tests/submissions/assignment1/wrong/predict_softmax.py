"""A softmax over the reviews: the probabilities of a batch add up to 1."""

LOSES = {"test_q7_scores": 1, "test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    z = features @ w + b
    z = np.exp(z - z.max())
    return z / z.sum()
