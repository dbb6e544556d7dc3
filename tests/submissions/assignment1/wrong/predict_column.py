"""A column `(m, 1)`, as a Keras layer gives it, where `(m,)` is asked for."""

LOSES = {"test_q7_scores": 1, "test_q7_large": 1}

# %% q7_predict
def predict(features, w, b):
    z = np.clip(features @ w.reshape(-1, 1) + b, -500, 500)
    return 1 / (1 + np.exp(-z.astype("float64")))
