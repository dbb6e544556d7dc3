"""Right, but takes the largest logit from the array that it was given."""

LOSES = {"test_q6_sum": 1}

# %% q6_loss
def loss(logits, y, mask):
    logits -= logits.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(logits).sum(axis=-1))
    return ((log_sum - np.take_along_axis(logits, y[..., None], axis=-1)[..., 0]) * mask).sum()
