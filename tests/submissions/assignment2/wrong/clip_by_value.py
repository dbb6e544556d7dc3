"""Clips every entry to the limit: the direction changes."""

LOSES = {"test_q10": 2}

# %% q10_clip
def clip_by_norm(gradients, limit):
    return {name: np.clip(g, -limit, limit) for name, g in gradients.items()}
