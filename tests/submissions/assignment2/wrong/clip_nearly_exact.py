"""Adds a millionth to the length before it divides: the result is not exactly as long as the limit."""

LOSES = {"test_q10": 1}

# %% q10_clip
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {name: g * min(1, limit / (norm + 1e-6)) for name, g in gradients.items()}
