"""Clips only if a single entry is above the limit, and not if their joint length is."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    if max(np.abs(g).max() for g in gradients.values()) <= limit:
        return {**gradients}
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / norm) for name, g in gradients.items()}
