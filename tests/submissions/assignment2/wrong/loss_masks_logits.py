"""Sets masked logits to 0: each masked step still costs log n_y."""

LOSES = {"test_q6_sum": 1, "test_q6_large": 1}

# %% q6_loss
def loss(logits, y, mask):
    z = logits * mask[..., None]
    z = z - z.max(axis=-1, keepdims=True)
    z = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return -np.take_along_axis(z, y[..., None], axis=-1).sum()
