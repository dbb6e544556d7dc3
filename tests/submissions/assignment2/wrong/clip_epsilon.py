"""Adds 1e-12 to the length: with very short limits it shows."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / (norm + 1e-12)) for name, g in gradients.items()}
