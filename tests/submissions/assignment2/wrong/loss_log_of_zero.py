"""A softmax that does not overflow, and then the logarithm of 0."""

LOSES = {"test_q6_large": 1}

# %% q6_loss
def loss(logits, y, mask):
    probability = softmax(logits)
    true = np.take_along_axis(probability, y[..., None], axis=-1)[..., 0]
    return -(np.log(true) * mask).sum()
