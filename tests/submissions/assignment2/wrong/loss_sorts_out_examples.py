"""Leaves out each example that has a step which does not count."""

LOSES = {"test_q6_sum": 1}

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    each = -np.take_along_axis(z, y[..., None], axis=-1)[..., 0].sum(axis=1)
    return each[mask.all(axis=1)].sum()
