"""Forgets the bias."""

LOSES = {"test_q7_scores": 1, "test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    z = features @ w
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)
