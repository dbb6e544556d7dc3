"""Where the probability is 0 in floats, takes the distance to the largest logit for the loss."""

LOSES = {"test_q6_large": 1}

# %% q6_loss
def loss(logits, y, mask):
    true = y[..., None]
    p = np.take_along_axis(softmax(logits), true, axis=-1)[..., 0]
    far = logits.max(axis=-1) - np.take_along_axis(logits, true, axis=-1)[..., 0]
    return (np.where(p > 0, -np.log(np.where(p > 0, p, 1)), far) * mask).sum()
