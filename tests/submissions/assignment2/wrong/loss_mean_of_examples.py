"""Sums over the steps, but takes the mean over the examples."""

LOSES = {"test_q6_sum": 1, "test_q6_large": 1}

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    each = -np.take_along_axis(z, y[..., None], axis=-1)[..., 0]
    return (each * mask).sum(axis=1).mean()
