"""Multiplies the features that it was given by the weights."""

LOSES = {"test_q7_scores": 1, "test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    features *= w
    z = features.sum(axis=1) + b
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)
