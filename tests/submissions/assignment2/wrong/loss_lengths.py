"""Takes the mask for lengths: as many first steps as it has `True`."""

LOSES = {"test_q6_sum": 1}

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    first = np.arange(mask.shape[1]) < mask.sum(axis=1)[:, None]
    return -(np.take_along_axis(z, y[..., None], axis=-1)[..., 0] * first).sum()
