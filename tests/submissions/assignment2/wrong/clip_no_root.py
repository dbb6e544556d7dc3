"""Forgets the square root."""

LOSES = {"test_q10": 2}

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = sum((g**2).sum() for g in gradients.values())
    return {name: g * min(1, limit / max(norm, 1e-12)) for name, g in gradients.items()}
