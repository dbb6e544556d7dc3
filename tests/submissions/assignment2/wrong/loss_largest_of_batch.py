"""Takes the largest logit of the batch from all: those of other steps are left with log 0."""

LOSES = {"test_q6_large": 1}

# %% q6_loss
def loss(logits, y, mask):
    z = logits - logits.max()
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return -(np.take_along_axis(z, y[..., None], axis=-1)[..., 0] * mask).sum()
