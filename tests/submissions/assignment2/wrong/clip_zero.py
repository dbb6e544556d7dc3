"""Divides by a length of 0: NaN."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g / norm * min(norm, limit) for name, g in gradients.items()}
