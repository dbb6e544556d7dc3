"""Clips only if one array is longer than the limit by itself."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    if all(np.linalg.norm(g) <= limit for g in gradients.values()):
        return {**gradients}
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / norm) for name, g in gradients.items()}
