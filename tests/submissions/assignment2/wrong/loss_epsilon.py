"""Adds a little before the logarithm, which caps the loss at about 28."""

LOSES = {"test_q6_large": 1}

# %% q6_loss
def loss(logits, y, mask):
    probability = softmax(logits)
    true = np.take_along_axis(probability, y[..., None], axis=-1)[..., 0]
    return -(np.log(true + 1e-12) * mask).sum()
