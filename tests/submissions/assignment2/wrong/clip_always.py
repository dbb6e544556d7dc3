"""Makes short gradients longer, too."""

LOSES = {"test_q10": 2}

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * limit / norm if norm else g for name, g in gradients.items()}
