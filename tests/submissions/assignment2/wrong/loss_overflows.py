"""The formula as it stands: e to the 1000 overflows."""

LOSES = {"test_q6_large": 1}

# %% q6_loss
def loss(logits, y, mask):
    probability = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    true = np.take_along_axis(probability, y[..., None], axis=-1)[..., 0]
    return -(np.log(true) * mask).sum()
